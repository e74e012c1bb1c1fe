"""A walk of one number: x against the step, and the same steps on the curve that they are taken on."""

import functools
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autograder.judge.verdict import TracePair
from autograder.labs.pictures import Annealing, Walk
from autograder.language import told
from autograder.student.pictures import style
from autograder.student.pictures.reading import PathPair, series_paths, within
from autograder.trace import Measure

# The part of a path that is inside of the picture, how it is drawn, and what the legend calls it.
Line: TypeAlias = tuple[np.ndarray, style.Look, str]
REACH = 1.6  # how far beyond the reference's own path the picture goes
_GOAL: style.Look = {"color": style.GREEN, "linestyle": "--", "linewidth": 1.5}
_REFUSED: style.Look = {"color": style.BLACK, "linestyle": "none", "marker": "x", "markersize": 8, "zorder": 7}


def walk(picture: Walk, pairs: Sequence[TracePair]) -> Figure:
    """Draw every published walk, one row each."""
    figure = style.new_figure(told(picture.title), height=1.55 * style.HEIGHT)
    for (left, right), pair in zip(figure.subplots(len(pairs), 2, squeeze=False), pairs, strict=True):
        values, (paths, lines) = pair.case.values, _paths_and_lines(pair, picture.parameter)
        target, rate = values[picture.target], style.rate_of(pair)
        root = float(np.sqrt(target))
        left.axhline(root, label=told("where x² is {target:g}", target=target), **_GOAL)
        if min(inside.min() for inside, _, _ in lines) < 0:
            left.axhline(-root, **_GOAL)
        _against_the_step(left, lines, paths)
        left.set_title(told("{rate}: x against the step", rate=rate))
        _on_the_curve(right, lines, paths, np.square, far=root)
        right.axhline(target, **_GOAL)
        right.set_title(told("{rate}: on the parabola of squares", rate=rate))
        right.set_ylabel("x²")
    style.legend_below(figure, *figure.axes)
    return figure


def annealing(picture: Annealing, pairs: Sequence[TracePair]) -> Figure:
    """Draw every published walk, one row each, with the moves that were refused."""
    figure = style.new_figure(told(picture.title), height=len(pairs) * style.HEIGHT)
    for (left, right), pair in zip(figure.subplots(len(pairs), 2, squeeze=False), pairs, strict=True):
        values, (paths, lines) = pair.case.values, _paths_and_lines(pair, picture.parameter)
        loss = functools.partial(np.polyval, values["loss"]["polynomial"])
        refused = np.flatnonzero(np.diff(paths.right) == 0)
        tried = paths.right[refused] + np.array(values["proposals"])[refused]
        _against_the_step(left, lines, paths)
        left.set_title(told("x against the step"))
        _on_the_curve(right, lines, paths, loss, far=np.abs(tried).max(initial=0.0))
        right.set_title(told("on the curve of the loss"))
        right.set_ylabel(told(picture.loss))
        left.plot(refused + 1, tried, label=told("refused, the reference's"), **_REFUSED)
        right.plot(tried, loss(tried), **_REFUSED)
    style.legend_below(figure, *figure.axes)
    return figure


def _paths_and_lines(pair: TracePair, parameter: str) -> tuple[PathPair, list[Line]]:
    paths = series_paths(pair, Measure.PARAMETER, parameter)
    far = REACH * np.abs(paths.right).max()
    return paths, [(within(path[:, None], -far, far)[0][:, 0], looks, name) for path, looks, name in style.both(paths)]


def _against_the_step(ax: Axes, lines: Sequence[Line], paths: PathPair) -> None:
    for inside, looks, name in lines:
        ax.plot(np.arange(len(inside)), inside, label=name, **looks)
    ax.plot(0, paths.right[0], label=told(style.BEGIN), **style.START)
    if paths.parted is not None and paths.parted < len(lines[1][0]):
        style.mark_parting(ax, (paths.parted, paths.student[paths.parted]), step=paths.parted)
    ax.margins(y=0.12)
    ax.set(xlabel=told("step"), ylabel="x")
    ax.locator_params("x", integer=True)


def _on_the_curve(
    ax: Axes, lines: Sequence[Line], paths: PathPair, curve: Callable[[np.ndarray], np.ndarray], far: float
) -> None:
    """Draw the walk on a curve, which is shown as far as the walk goes, and at least to `far`."""
    every = np.concatenate([inside for inside, _, _ in lines])
    far = max(np.abs(every).max(), far) * 1.1
    x = np.linspace(-far if every.min() < 0 else min(0.0, every.min() - 0.5), far, 201)
    ax.plot(x, curve(x), color="#888888", linewidth=1.2, zorder=2)
    for inside, looks, _ in lines:
        ax.plot(inside, curve(inside), **looks)
    ax.plot(paths.right[0], curve(paths.right[0]), **style.START)
    if paths.parted is not None and paths.parted < len(lines[1][0]):
        x = paths.student[paths.parted]
        style.mark_parting(ax, (x, float(curve(x))), step=paths.parted)
    ax.set_xlabel("x")
