"""The cost surface with the ways down through it: in 3-d and as a contour; and one step of it beside its data."""

import numpy as np

from autograder.student.pictures.reading import way_of_parameters
from autograder.student.pictures.style import (
    BEGIN,
    DATA,
    REFERENCE,
    RIGHT,
    START,
    STUDENT,
    YOURS,
    ground,
    legend_below,
    mark_parting,
    new_figure,
    parted_words,
    tamed,
)
from autograder.student.pictures.surface import levels, surface_of

FIRST_STEP_SHOWN = 3  # of a way that does not part from the right one


def valley(picture, trails):
    """Draw the whole descent."""
    trail, way, surface = _scene(picture, trails)
    figure = new_figure(f"{picture.title}: {_rate(trail)}, {len(way.right) - 1} updates")
    left = figure.add_subplot(1, 2, 1, projection="3d", computed_zorder=False)
    _hill(left, picture, surface, way)
    right = figure.add_subplot(1, 2, 2)
    _map(right, picture, surface, way)
    legend_below(figure, right)
    return figure


def step(picture, trails, number=None):
    """Draw step `number` of a descent: the line that it makes, beside the point where it stands."""
    trail, way, surface = _scene(picture, trails)
    last = len(way.right) - 1
    number = step_shown(way) if number is None else number
    figure = new_figure(f"{picture.title}: after update {number} of {last}, {_rate(trail)}")
    left, right = figure.subplots(1, 2)
    _lines(left, picture, surface, way, number)
    _map(right, picture, surface, way, until=number)
    right.set_title("parameter space: where that line lies in the valley")
    legend_below(figure, right, left)
    return figure


def step_shown(way):
    """Return the step that tells most: where the two part, or an early one."""
    return min(FIRST_STEP_SHOWN, len(way.right) - 1) if way.parted is None else way.parted


def steps_of(picture, trails):
    """Return how many updates a descent has."""
    return trails[0].case.values[picture.descent.updates]


def _scene(picture, trails):
    trail = trails[0]
    way = way_of_parameters(trail, picture.descent.parameters, trail.case.values[picture.descent.updates])
    return trail, way, surface_of(trail.case, picture.descent.inputs, way)


def _rate(trail):
    return f"learning rate {trail.case.values['lr']:g}"


def _hill(ax, picture, surface, way):
    slopes, biases, losses = surface.grid()
    ax.plot_surface(slopes, biases, losses, cmap=ground(), alpha=0.7, linewidth=0, rcount=60, ccount=60, zorder=1)
    ax.contour(slopes, biases, losses, levels=levels(losses), colors="#777777", linewidths=0.6, zorder=2)
    for rows, looks in ((way.right, REFERENCE), (way.student, STUDENT)):
        inside, _ = surface.shown(rows)
        ax.plot(*inside.T, surface.loss(inside), **looks)
    begin = way.right[0]
    ax.plot(*begin[:, None], [surface.loss(begin)], **START)
    _mark(ax, surface, way, lambda point: (*point, surface.loss(point)))
    ax.set_xlabel(picture.descent.axes[0], labelpad=8)
    ax.set_ylabel(picture.descent.axes[1], labelpad=8)
    ax.set_zlabel(picture.loss, labelpad=10)
    ax.set_title("the cost surface")
    ax.view_init(elev=38, azim=-58)
    ax.set_box_aspect((1, 1, 0.8), zoom=0.92)


def _map(ax, picture, surface, way, until=None):
    slopes, biases, losses = surface.grid()
    heights = levels(losses)
    ax.contourf(slopes, biases, np.log(losses), levels=24, cmap=ground(), zorder=0)
    ax.grid(visible=False)
    lines = ax.contour(slopes, biases, losses, levels=heights, colors="#777777", linewidths=0.7, zorder=1)
    ax.clabel(lines, fmt="%g", fontsize=9, inline=True, colors="#333333")
    for rows, looks, name in ((way.right, REFERENCE, RIGHT), (way.student, STUDENT, YOURS)):
        inside, gone = surface.shown(rows[: None if until is None else until + 1])
        ax.plot(*inside.T, label=f"{name} (out of the picture from update {len(inside)} on)" if gone else name, **looks)
    ax.plot(*way.right[0], label=BEGIN, **START)
    if until is None or way.parted is None or until >= way.parted:
        _mark(ax, surface, way)
    ax.set_xlim(surface.low[0], surface.high[0])
    ax.set_ylim(surface.low[1], surface.high[1])
    ax.set_xlabel(picture.descent.axes[0])
    ax.set_ylabel(picture.descent.axes[1])
    ax.set_title(f"the same from above: lines of equal {picture.loss}")


def _mark(ax, surface, way, place=tuple):
    if way.parted is None:
        return
    standing = [rows[way.parted] for rows in (way.student, way.right) if way.parted < len(rows)]
    inside = [point for point in standing if len(surface.shown(point[None])[0])]
    if inside:
        mark_parting(ax, *map(place, inside), words=parted_words(way.parted))


def _lines(ax, picture, surface, way, number):
    ends = np.array([surface.x.min(), surface.x.max()])
    reach = np.abs(np.concatenate([surface.y, way.right[0][0] * ends + way.right[0][1]])).max() * 1.1

    def line(rows, looks, name):
        if number < len(rows):
            w, b = rows[number]
            ax.plot(ends, tamed(w * ends + b, reach), label=name, **{**looks, "marker": None})

    w, b = way.right[0]
    ax.plot(ends, w * ends + b, color="#555555", linestyle=":", linewidth=1.5, label="the line at the start")
    line(way.right, REFERENCE, RIGHT)
    line(way.student, STUDENT, YOURS)
    ax.plot(surface.x, surface.y, label="data", **DATA)
    ax.set_ylim(-reach, reach)
    ax.set_xlabel(picture.x)
    ax.set_ylabel(picture.y)
    ax.set_title("data space: the line that the parameters make")
