"""The error surface of a descent as a small drawing: contours prepared once, a student's path added to them."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup

from autograder.labs.catalogue import lab_named
from autograder.labs.pictures import map_of
from autograder.student.pictures.reading import PathPair
from autograder.student.pictures.surface import Surface, levels, surface_of
from autograder.teaching.rows import Paths, Point

WIDTH, HEIGHT = 640, 420
LEFT, BOTTOM, TOP, RIGHT = 52, 44, 10, 12
_POINTS = 61


@dataclass(frozen=True)
class DrawnPath:
    """A path in SVG: its line, the gaps between steps that were not looked at, and the dots inside the drawing."""

    line: str
    gaps: str
    dots: list[Point]


@dataclass(frozen=True)
class ContourMap:
    """What every student's drawing of a descent has in common: the surface, and what the axes are called."""

    surface: Surface
    labels: tuple[str, str]
    box = (WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM)

    def position(self, point: Sequence[float] | np.ndarray) -> Point:
        """Return where a point of the two parameters lies in the drawing."""
        low, high = self.surface.low, self.surface.high
        right, up = ((np.asarray(point) - low) / (high - low)).tolist()
        return LEFT + right * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - BOTTOM - TOP)

    def contains(self, point: Point) -> bool:
        """Tell whether a point lies in the box."""
        return not self.surface.shown(np.array([point]))[1]

    def drawn(self, steps: Sequence[int], points: Sequence[Point]) -> DrawnPath:
        """Return a path as it is drawn. What is far outside lies just outside, on the same side, for drawing programs."""
        low, high = self.surface.low, self.surface.high
        far = 50 * (high - low)
        positions = [self.position(np.clip(point, low - far, high + far)) for point in points]
        pieces: dict[bool, list[str]] = {True: [], False: []}
        for at in range(1, len(positions)):
            pieces[steps[at] == steps[at - 1] + 1].append(f"M{_xy(positions[at - 1])}L{_xy(positions[at])}")
        inside = [position for position, point in zip(positions, points, strict=True) if self.contains(point)]
        return DrawnPath("".join(pieces[True]), "".join(pieces[False]), [(round(x, 1), round(y, 1)) for x, y in inside])

    @functools.cached_property
    def bottom(self) -> Point:
        """Where the lowest point of the surface lies in the drawing."""
        return self.position(np.polyfit(self.surface.x, self.surface.y, 1))

    @functools.cached_property
    def ticks(self) -> tuple[list[tuple[float, str]], ...]:
        """Round numbers along both axes, and as they are written."""
        from matplotlib.ticker import MaxNLocator

        ticks = MaxNLocator(nbins=6, steps=[1, 2, 5, 10])
        sides = zip(self.surface.low.tolist(), self.surface.high.tolist(), strict=True)
        values = ([float(it) for it in ticks.tick_values(*side) if side[0] <= it <= side[1]] for side in sides)
        return tuple([(value, f"{value:g}".replace("-", "−")) for value in along] for along in values)

    @functools.cached_property
    def contours(self) -> str:
        """The contour lines as SVG, the lowest darkest."""
        from contourpy import contour_generator

        slopes, biases, losses = self.surface.grid(_POINTS)
        generator = contour_generator(slopes, biases, losses)
        drawn = []
        for order, level in enumerate(levels(losses)):
            lines = [
                "M" + "L".join(_xy(self.position(point)) for point in np.asarray(line))
                for line in generator.lines(level)
            ]
            drawn.append(f'<path d="{"".join(lines)}" opacity="{max(0.25, 0.9 - 0.08 * order):.2f}"/>')
        return Markup("".join(drawn))


@functools.lru_cache(maxsize=64)
def contour_map_of(lab: str, function: str) -> ContourMap | None:
    """Return the `ContourMap` of a check, or None where this kit has none."""
    try:
        case = lab_named(lab).check(function).published_cases()[0]
    except KeyError:
        return None
    descent = map_of(lab, function)
    if descent is None or descent.axes is None:
        return None
    start = np.array([[float(case.arrays[name]) for name in descent.parameters]])
    return ContourMap(surface_of(case, descent.inputs, PathPair(start, start, None)), descent.axes)


def two_paths(contours: ContourMap, paths: Paths) -> dict[str, Any]:
    """Return what a template draws of two paths: both, and `rings` around the points where they part.

    `left` is the last update before the student's leaves the picture, None where it never does.
    """
    at = paths.steps.index(paths.parted) if paths.parted in paths.steps else None
    outside = (step for step, point in zip(paths.steps, paths.yours, strict=False) if not contours.contains(point))
    left = next((max(step - 1, 0) for step in outside), None)
    stand = [points[at] for points in (paths.yours, paths.right) if at is not None and at < len(points)]
    return {
        "map": contours,
        "right": contours.drawn(paths.steps, paths.right),
        "yours": contours.drawn(paths.steps, paths.yours),
        "rings": [contours.position(point) for point in stand if contours.contains(point)],
        "parted": paths.parted,
        "left": left,
    }


def _xy(position: Sequence[float]) -> str:
    return f"{position[0]:.1f} {position[1]:.1f}"
