"""The coefficients of a linear model: a bar for each, the student's over the reference's."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autograder.judge.verdict import TracePair
from autograder.labs.pictures import Coefficients
from autograder.language import Plural, told
from autograder.student.pictures import style
from autograder.trace import Trace

AFTER = Plural("after {count} step at learning rate {rate:g}", "after {count} steps at learning rate {rate:g}")
REACH = 1.6  # how far beyond the reference's largest one the picture goes
# Of the two bars of a coefficient: colour and width.
LOOKS = ((style.SKY, 0.8, style.RIGHT), (style.ORANGE, 0.35, style.YOURS))


def coefficients(picture: Coefficients, pairs: Sequence[TracePair]) -> Figure:
    """Draw every published case, the one with the fewest steps first."""
    figure = style.new_figure(told(picture.title))
    ordered = sorted(pairs, key=lambda pair: int(pair.case.values["steps"]))
    panels = figure.subplots(1, len(pairs), sharey=True, squeeze=False)[0]
    for ax, pair in zip(panels, ordered, strict=True):
        _panel(ax, picture, pair)
    panels[0].set_ylabel(told("column of the sheet"))
    style.legend_below(figure, *panels)
    return figure


def _panel(ax: Axes, picture: Coefficients, pair: TracePair) -> None:
    steps = pair.case.values["steps"]
    right, student = (_numbers(trace, picture.parameter) for trace in (pair.right, pair.student))
    far = REACH * float(np.abs(right).max())
    for numbers, (colour, height, name) in zip((right, student), LOOKS, strict=True):
        shown = numbers[: len(picture.columns)]
        ax.barh(np.arange(len(shown)), style.tamed(shown, far), height, color=colour, label=told(name), zorder=3)
    ax.axvline(0, color="#555555", linewidth=0.8, zorder=4)
    ax.set_yticks(range(len(picture.columns)), picture.columns)
    ax.set(xlim=(-far, far), ylim=(len(picture.columns) - 0.5, -0.5), xlabel=told("coefficient"))
    lost = "" if np.isfinite(student).all() else told(": yours is inf or nan")
    ax.set_title(told(AFTER, count=steps, rate=pair.case.values["lr"]) + lost)


def _numbers(trace: Trace, name: str) -> np.ndarray:
    """Return what a trace has under a name, as a row of numbers; nothing where it has nothing."""
    found = [np.ravel(entry.value).astype(np.float64) for entry in trace.entries if entry.quantity.of == name]
    return found[0] if found else np.array([])
