"""A walk of one number: x against the step, and the same steps on the parabola of squares."""

import numpy as np

from autograder.student.pictures.reading import way_of_series, within
from autograder.student.pictures.style import (
    BEGIN,
    GREEN,
    HEIGHT,
    REFERENCE,
    RIGHT,
    START,
    STUDENT,
    YOURS,
    legend_below,
    mark_parting,
    new_figure,
    parted_words,
)
from autograder.trace.quantity import Measure

REACH = 1.6  # how far beyond the reference's own way the picture goes


def walk(picture, trails):
    """Draw every published walk, one row each."""
    figure = new_figure(picture.title, height=1.55 * HEIGHT)
    for (left, right), trail in zip(figure.subplots(len(trails), 2, squeeze=False), trails, strict=True):
        values, way = trail.case.values, way_of_series(trail, Measure.PARAMETER, picture.parameter)
        target, rate = values[picture.target], f"learning rate {values[picture.rate]:g}"
        far = REACH * np.abs(way.right).max()
        ways = [
            (way.right, _inside(way.right, far), REFERENCE, RIGHT),
            (way.student, _inside(way.student, far), STUDENT, YOURS),
        ]
        _against_the_step(left, ways, target, way)
        left.set_title(f"{rate}: x against the step")
        _on_the_parabola(right, ways, target, way)
        right.set_title(f"{rate}: on the parabola of squares")
    legend_below(figure, *figure.axes)
    return figure


def _inside(series, far):
    return within(series[:, None], -far, far)[0][:, 0]


def _against_the_step(ax, ways, target, way):
    root = np.sqrt(target)
    ax.axhline(root, color=GREEN, linestyle="--", linewidth=1.5, label=f"where x² is {target:g}")
    if min(inside.min() for _, inside, _, _ in ways) < 0:
        ax.axhline(-root, color=GREEN, linestyle="--", linewidth=1.5)
    for _, inside, looks, name in ways:
        ax.plot(np.arange(len(inside)), inside, label=name, **looks)
    ax.plot(0, way.right[0], label=BEGIN, **START)
    if way.parted is not None and way.parted < len(ways[1][1]):
        point = (way.parted, way.student[way.parted])
        mark_parting(ax, point, words=parted_words(way.parted))
    ax.margins(y=0.12)
    ax.set_xlabel("step")
    ax.set_ylabel("x")
    ax.xaxis.get_major_locator().set_params(integer=True)


def _on_the_parabola(ax, ways, target, way):
    every = np.concatenate([inside for _, inside, _, _ in ways])
    far = max(np.abs(every).max(), np.sqrt(target)) * 1.1
    x = np.linspace(-far if every.min() < 0 else min(0.0, every.min() - 0.5), far, 201)
    ax.plot(x, x**2, color="#888888", linewidth=1.2, zorder=2)
    ax.axhline(target, color=GREEN, linestyle="--", linewidth=1.5)
    for _, inside, looks, _ in ways:
        ax.plot(inside, inside**2, **looks)
    ax.plot(way.right[0], way.right[0] ** 2, **START)
    if way.parted is not None and way.parted < len(ways[1][1]):
        x = way.student[way.parted]
        mark_parting(ax, (x, x**2), words=parted_words(way.parted))
    ax.set_xlabel("x")
    ax.set_ylabel("x²")
