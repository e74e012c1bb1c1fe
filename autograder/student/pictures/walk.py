"""A walk of one number: x against the step, and the same steps on the parabola of squares."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autograder.judge.verdict import TracePair
from autograder.labs.pictures import Walk
from autograder.student.pictures import style
from autograder.student.pictures.reading import PathPair, series_paths, within
from autograder.trace import Measure

# The part of a path that is inside of the picture, how it is drawn, and what the legend calls it.
Line: TypeAlias = tuple[np.ndarray, style.Look, str]
REACH = 1.6  # how far beyond the reference's own path the picture goes


def walk(picture: Walk, pairs: Sequence[TracePair]) -> Figure:
    """Draw every published walk, one row each."""
    figure = style.new_figure(picture.title, height=1.55 * style.HEIGHT)
    for (left, right), pair in zip(figure.subplots(len(pairs), 2, squeeze=False), pairs, strict=True):
        values, paths = pair.case.values, series_paths(pair, Measure.PARAMETER, picture.parameter)
        target, rate = values[picture.target], f"learning rate {values['lr']:g}"
        far = REACH * np.abs(paths.right).max()
        lines = [(within(path[:, None], -far, far)[0][:, 0], looks, name) for path, looks, name in style.both(paths)]
        _against_the_step(left, lines, target, paths)
        left.set_title(f"{rate}: x against the step")
        _on_the_parabola(right, lines, target, paths)
        right.set_title(f"{rate}: on the parabola of squares")
    style.legend_below(figure, *figure.axes)
    return figure


def _against_the_step(ax: Axes, lines: Sequence[Line], target: float, paths: PathPair) -> None:
    root = np.sqrt(target)
    ax.axhline(root, color=style.GREEN, linestyle="--", linewidth=1.5, label=f"where x² is {target:g}")
    if min(inside.min() for inside, _, _ in lines) < 0:
        ax.axhline(-root, color=style.GREEN, linestyle="--", linewidth=1.5)
    for inside, looks, name in lines:
        ax.plot(np.arange(len(inside)), inside, label=name, **looks)
    ax.plot(0, paths.right[0], label=style.BEGIN, **style.START)
    if paths.parted is not None and paths.parted < len(lines[1][0]):
        style.mark_parting(ax, (paths.parted, paths.student[paths.parted]), step=paths.parted)
    ax.margins(y=0.12)
    ax.set(xlabel="step", ylabel="x")
    ax.locator_params("x", integer=True)


def _on_the_parabola(ax: Axes, lines: Sequence[Line], target: float, paths: PathPair) -> None:
    every = np.concatenate([inside for inside, _, _ in lines])
    far = max(np.abs(every).max(), np.sqrt(target)) * 1.1
    x = np.linspace(-far if every.min() < 0 else min(0.0, every.min() - 0.5), far, 201)
    ax.plot(x, x**2, color="#888888", linewidth=1.2, zorder=2)
    ax.axhline(target, color=style.GREEN, linestyle="--", linewidth=1.5)
    for inside, looks, _ in lines:
        ax.plot(inside, inside**2, **looks)
    ax.plot(paths.right[0], paths.right[0] ** 2, **style.START)
    if paths.parted is not None and paths.parted < len(lines[1][0]):
        x = paths.student[paths.parted]
        style.mark_parting(ax, (x, x**2), step=paths.parted)
    ax.set(xlabel="x", ylabel="x²")
