"""Losses side by side: as they are, and on a logarithmic scale, where the late steps can be seen too."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autograder.judge.verdict import TracePair
from autograder.labs.pictures import Losses
from autograder.language import told
from autograder.student.pictures import style
from autograder.student.pictures.reading import PathPair, series_paths
from autograder.trace import Measure

# One look per series: the student's line, and the colour of the reference's, a pale band beneath it.
LOOKS: tuple[tuple[style.Look, str], ...] = (
    ({"color": style.ORANGE, "marker": "o", "linestyle": "-"}, "#F2B98C"),
    ({"color": style.BLUE, "marker": "s", "linestyle": "--"}, style.SKY),
)
ABOVE = 1.6  # how far beyond the reference's largest loss the picture goes
MARKERS = 20  # no more on a line: a hundred would be a caterpillar


def losses(picture: Losses, pairs: Sequence[TracePair]) -> Figure:
    """Draw every series of a picture, the student's over the reference's."""
    series = {told(name): series_paths(pairs[0], Measure.LOSS, of) for of, name in picture.series.items()}
    figure = style.new_figure(told(picture.title))
    for ax, scale in zip(figure.subplots(1, 2), ("linear", "log"), strict=True):
        for (name, paths), (look, pale) in zip(series.items(), LOOKS, strict=False):
            _draw(ax, name, paths, look, pale)
        _frame(ax, picture, series, scale)
        _mark(ax, picture, series)
    style.legend_below(figure, *figure.axes)
    return figure


def _draw(ax: Axes, name: str, paths: PathPair, look: style.Look, pale: str) -> None:
    band: style.Look = {"color": pale, "linewidth": 7, "alpha": 0.7, "solid_capstyle": "round"}
    ax.plot(np.arange(1, len(paths.right) + 1), paths.right, label=f"{name}, {told(style.RIGHT)}", **band)
    sizes: style.Look = {"linewidth": 1.8, "markersize": 5, "markevery": max(1, len(paths.student) // MARKERS)}
    steps = np.arange(1, len(paths.student) + 1)
    ax.plot(steps, style.tamed(paths.student, paths.right.max()), label=f"{name}, {told(style.YOURS)}", **sizes, **look)


def _frame(ax: Axes, picture: Losses, series: Mapping[str, PathPair], scale: str) -> None:
    right = np.concatenate([paths.right for paths in series.values()])
    every = np.concatenate([right, *(paths.student for paths in series.values())])
    negative = (every < 0).any()
    if scale == "log" and negative:
        ax.set_yscale("symlog", linthresh=max(right.min(), 1e-3))
    elif scale == "log":
        ax.set_yscale("log")
    near = every[np.isfinite(every) & (np.abs(every) <= ABOVE * right.max())]
    if scale == "linear":
        ax.set_ylim(min(0.0, near.min()) - 0.04 * right.max(), max(near.max(), right.max()) * 1.08)
    else:
        positive = near[near > 0]
        ax.set_ylim(near.min() * 1.5 if negative else positive.min() / 2, near.max() * 2)
    ax.set_xlabel(told("update (each loss is from before it)" if picture.step == "update" else picture.step))
    ax.set_ylabel(told(picture.loss))
    ax.set_title(told("as they are") if scale == "linear" else told("on a logarithmic scale"))
    ax.locator_params("x", integer=True)


def _mark(ax: Axes, picture: Losses, series: Mapping[str, PathPair]) -> None:
    low, high = ax.get_ylim()
    for paths in series.values():
        if paths.parted is not None and low < paths.student[paths.parted] < high:
            point = (paths.parted + 1, paths.student[paths.parted])
            style.mark_parting(ax, point, step=paths.parted + 1, of=picture.step)
