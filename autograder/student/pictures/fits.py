"""A parabola after every step of its descent, one small picture each."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autograder.judge.verdict import TracePair
from autograder.labs.pictures import Fits
from autograder.language import told
from autograder.student.pictures import style
from autograder.student.pictures.reading import PathPair, parameter_paths

COLUMNS = 4


def fits(picture: Fits, pairs: Sequence[TracePair]) -> Figure:
    """Draw the fit at the start and after each update."""
    pair = pairs[0]
    paths = parameter_paths(pair, picture.descent)
    updates = len(paths.right) - 1
    x, y = (np.ravel(pair.case.arrays[name]).astype(np.float64) for name in picture.descent.inputs)
    figure = style.new_figure(f"{told(picture.title)}: {style.rate_of(pair)}", height=1.45 * style.HEIGHT)
    rows = -(-(updates + 1) // COLUMNS)
    panels = figure.subplots(rows, COLUMNS, sharex=True, sharey=True, squeeze=False)
    for number, ax in enumerate(panels.flat):
        if number <= updates:
            _panel(ax, x, y, paths, number)
        ax.set_visible(number <= updates)
    heights = np.concatenate([y, *(np.polyval(row, x) for row in paths.right)])
    room = 0.08 * (heights.max() - heights.min())
    panels[0, 0].set_ylim(heights.min() - room, heights.max() + room)
    for ax in panels[-1]:
        ax.set_xlabel(told(picture.x))
    figure.supylabel(told(picture.y), fontsize=11)
    style.legend_below(figure, panels[0, 0])
    return figure


def _panel(ax: Axes, x: np.ndarray, y: np.ndarray, paths: PathPair, number: int) -> None:
    fine = np.linspace(x.min(), x.max(), 101)
    ax.plot(x, y, label=told("data"), **style.DATA)
    for rows, looks, name in style.both(paths):
        if number < len(rows):
            ax.plot(fine, style.tamed(np.polyval(rows[number], fine), y.max()), label=name, **{**looks, "marker": None})
    ax.set_title(told("after step {number}", number=number) if number else told(style.BEGIN))
    if number == paths.parted:
        ax.set_title(told("{title}: they part", title=ax.get_title()), color=style.PURPLE_TEXT, fontweight="bold")
        ax.spines[:].set(visible=True, color=style.PURPLE, linewidth=2.5)
