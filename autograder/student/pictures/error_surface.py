"""The cost surface with the paths down through it: in 3-d and as a contour; and one step of it beside its data."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d import Axes3D

from autograder.judge.verdict import TracePair
from autograder.labs.pictures import ErrorSurface, Step
from autograder.language import Plural, told
from autograder.student.pictures import style
from autograder.student.pictures.reading import PathPair, parameter_paths
from autograder.student.pictures.surface import Surface, levels, surface_of

WHOLE = Plural("{title}: {rate}, {count} update", "{title}: {rate}, {count} updates")
FIRST_STEP_SHOWN = 3  # of a path that does not part from the right one


def error_surface(picture: ErrorSurface, pairs: Sequence[TracePair]) -> Figure:
    """Draw the whole descent."""
    pair, paths, surface = _scene(picture, pairs)
    figure = style.new_figure(
        told(WHOLE, title=told(picture.title), rate=style.rate_of(pair), count=len(paths.right) - 1)
    )
    left = figure.add_subplot(1, 2, 1, projection="3d", computed_zorder=False)
    _in_3d(left, picture, surface, paths)
    right = figure.add_subplot(1, 2, 2)
    _from_above(right, picture, surface, paths)
    style.legend_below(figure, right)
    return figure


def step(picture: Step, pairs: Sequence[TracePair], number: int | None = None) -> Figure:
    """Draw step `number` of a descent: the line that it makes, beside the point where it stands."""
    pair, paths, surface = _scene(picture, pairs)
    last = len(paths.right) - 1
    if number is None:  # where the two part, or an early one
        number = min(FIRST_STEP_SHOWN, last) if paths.parted is None else paths.parted
    title = {"title": told(picture.title), "number": number, "last": last, "rate": style.rate_of(pair)}
    figure = style.new_figure(told("{title}: after update {number} of {last}, {rate}", **title))
    left, right = figure.subplots(1, 2)
    _lines(left, picture, surface, paths, number)
    _from_above(right, picture, surface, paths, until=number)
    right.set_title(told("parameter space: where that line lies in the valley"))
    style.legend_below(figure, right, left)
    return figure


def _scene(picture: ErrorSurface, pairs: Sequence[TracePair]) -> tuple[TracePair, PathPair, Surface]:
    pair = pairs[0]
    paths = parameter_paths(pair, picture.descent)
    return pair, paths, surface_of(pair.case, picture.descent.inputs, paths)


def _axes(picture: ErrorSurface) -> tuple[str, str]:
    """Return what the two parameters are called along the axes."""
    assert picture.descent.axes, f"{picture.name} needs a descent of two parameters"
    first, second = picture.descent.axes
    return told(first), told(second)


def _in_3d(ax: Axes3D, picture: ErrorSurface, surface: Surface, paths: PathPair) -> None:
    slopes, biases, losses = surface.grid()
    ax.plot_surface(slopes, biases, losses, cmap=style.HEIGHTS, alpha=0.7, linewidth=0, rcount=60, ccount=60, zorder=1)
    ax.contour(slopes, biases, losses, levels=levels(losses), colors="#777777", linewidths=0.6, zorder=2)
    for rows, looks, _ in style.both(paths):
        inside, _ = surface.shown(rows)
        ax.plot(*inside.T, surface.loss(inside), **looks)
    begin = paths.right[0]
    ax.plot(*begin[:, None], [surface.loss(begin)], **style.START)
    _mark(ax, surface, paths, lambda point: (*point, surface.loss(point)))
    ax.set_xlabel(_axes(picture)[0], labelpad=8)
    ax.set_ylabel(_axes(picture)[1], labelpad=8)
    ax.set_zlabel(told(picture.loss), labelpad=10)
    ax.set_title(told("the cost surface"))
    ax.view_init(elev=38, azim=-58)
    ax.set_box_aspect((1, 1, 0.8), zoom=0.92)


def _from_above(ax: Axes, picture: ErrorSurface, surface: Surface, paths: PathPair, until: int | None = None) -> None:
    slopes, biases, losses = surface.grid()
    heights = levels(losses)
    ax.contourf(slopes, biases, np.log(losses), levels=24, cmap=style.HEIGHTS, zorder=0)
    ax.grid(visible=False)
    lines = ax.contour(slopes, biases, losses, levels=heights, colors="#777777", linewidths=0.7, zorder=1)
    ax.clabel(lines, fmt="%g", fontsize=9, inline=True, colors="#333333")
    for rows, looks, name in style.both(paths):
        inside, gone = surface.shown(rows[: None if until is None else until + 1])
        label = told("{name} (out of the picture from update {number} on)", name=name, number=len(inside))
        ax.plot(*inside.T, label=label if gone else name, **looks)
    ax.plot(*paths.right[0], label=told(style.BEGIN), **style.START)
    if until is None or paths.parted is None or until >= paths.parted:
        _mark(ax, surface, paths)
    (left, bottom), (right, top), (slope, bias) = surface.low, surface.high, _axes(picture)
    ax.set(xlim=(left, right), ylim=(bottom, top), xlabel=slope, ylabel=bias)
    ax.set_title(told("the same from above: lines of equal {loss}", loss=told(picture.loss)))


def _mark(ax: Axes, surface: Surface, paths: PathPair, at: Callable[[np.ndarray], tuple[float, ...]] = tuple) -> None:
    if paths.parted is None:
        return
    standing = [rows[paths.parted] for rows in (paths.student, paths.right) if paths.parted < len(rows)]
    inside = [point for point in standing if len(surface.shown(point[None])[0])]
    if inside:
        style.mark_parting(ax, *map(at, inside), step=paths.parted)


def _lines(ax: Axes, picture: Step, surface: Surface, paths: PathPair, number: int) -> None:
    ends = np.array([surface.x.min(), surface.x.max()])
    reach = np.abs(np.concatenate([surface.y, paths.right[0][0] * ends + paths.right[0][1]])).max() * 1.1
    w, b = paths.right[0]
    ax.plot(ends, w * ends + b, color="#555555", linestyle=":", linewidth=1.5, label=told("the line at the start"))
    for rows, looks, name in style.both(paths):
        if number < len(rows):
            w, b = rows[number]
            ax.plot(ends, style.tamed(w * ends + b, reach), label=name, **{**looks, "marker": None})
    ax.plot(surface.x, surface.y, label=told("data"), **style.DATA)
    ax.set(ylim=(-reach, reach), xlabel=told(picture.x), ylabel=told(picture.y))
    ax.set_title(told("data space: the line that the parameters make"))
