"""Losses side by side: as they are, and on a logarithmic scale, where the late steps can be seen too."""

import numpy as np

from autograder.student.pictures.reading import way_of_series
from autograder.student.pictures.style import (
    BLUE,
    ORANGE,
    RIGHT,
    SKY,
    YOURS,
    legend_below,
    mark_parting,
    new_figure,
    parted_words,
    tamed,
)
from autograder.trace.quantity import Measure

# One look per series: the student's line, and the reference's as a pale band beneath it.
LOOKS = (
    {"color": ORANGE, "marker": "o", "linestyle": "-", "pale": "#F2B98C"},
    {"color": BLUE, "marker": "s", "linestyle": "--", "pale": SKY},
)
ABOVE = 1.6  # how far beyond the reference's largest loss the picture goes
MARKERS = 20  # no more on a line: a hundred would be a caterpillar


def losses(picture, trails):
    """Draw every series of a picture, the student's over the reference's."""
    ways = {name: way_of_series(trails[0], Measure.LOSS, of) for of, name in picture.series.items()}
    figure = new_figure(picture.title)
    for ax, scale in zip(figure.subplots(1, 2), ("linear", "log"), strict=True):
        for (name, way), looks in zip(ways.items(), LOOKS, strict=False):
            _draw(ax, name, way, looks)
        _frame(ax, picture, ways, scale)
        _mark(ax, picture, ways)
    legend_below(figure, *figure.axes)
    return figure


def _draw(ax, name, way, looks):
    pale = {"color": looks["pale"], "linewidth": 7, "alpha": 0.7, "solid_capstyle": "round"}
    ax.plot(np.arange(1, len(way.right) + 1), way.right, label=f"{name}, {RIGHT}", **pale)
    line = {key: value for key, value in looks.items() if key != "pale"}
    every = max(1, len(way.student) // MARKERS)
    steps = np.arange(1, len(way.student) + 1)
    ax.plot(
        steps,
        tamed(way.student, way.right.max()),
        label=f"{name}, {YOURS}",
        linewidth=1.8,
        markersize=5,
        markevery=every,
        **line,
    )


def _frame(ax, picture, ways, scale):
    right = np.concatenate([way.right for way in ways.values()])
    every = np.concatenate([right, *(way.student for way in ways.values())])
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
    ax.set_xlabel(f"{picture.step} (each loss is from before it)" if picture.step == "update" else picture.step)
    ax.set_ylabel(picture.loss)
    ax.set_title({"linear": "as they are", "log": "on a logarithmic scale"}[scale])
    ax.xaxis.get_major_locator().set_params(integer=True)


def _mark(ax, picture, ways):
    low, high = ax.get_ylim()
    for way in ways.values():
        if way.parted is not None and low < way.student[way.parted] < high:
            point = (way.parted + 1, way.student[way.parted])
            mark_parting(ax, point, words=parted_words(way.parted + 1, picture.step))
