"""The error surface of a descent as a small drawing: contours prepared once, a student's path added to them."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from markupsafe import Markup

from autograder.labs.catalogue import lab_named
from autograder.labs.pictures import map_of
from autograder.student.pictures.reading import PathPair
from autograder.student.pictures.surface import Surface, levels, surface_of
from autograder.teaching.rows import Point

WIDTH, HEIGHT = 640, 420
LEFT, BOTTOM, TOP, RIGHT = 52, 44, 10, 12
_POINTS = 61


@dataclass(frozen=True)
class ContourMap:
    """What every student's drawing of a descent has in common: the box in numbers, and its contours as SVG."""

    low: tuple[float, float]
    high: tuple[float, float]
    labels: tuple[str, str]
    contours: str
    ticks: tuple[tuple[tuple[float, str], ...], ...]
    bottom: tuple[float, float]

    def position(self, point: Sequence[float] | np.ndarray) -> tuple[float, float]:
        """Return where a point of the two parameters lies in the drawing."""
        share = [(value - low) / (high - low) for value, low, high in zip(point, self.low, self.high, strict=True)]
        return LEFT + share[0] * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - share[1] * (HEIGHT - BOTTOM - TOP)

    def contains(self, point: Point) -> bool:
        """Tell whether a point lies in the box."""
        return all(low <= value <= high for value, low, high in zip(point, self.low, self.high, strict=True))

    def drawn(self, steps: Sequence[int], points: Sequence[Point]) -> tuple[str, str, list[tuple[float, float]]]:
        """Return `(line, gaps, dots)` of a path in SVG; what lies between steps that were not looked at is a gap."""
        positions = [self.position(_near(point, self)) for point in points]
        line: list[str] = []
        gaps: list[str] = []
        for at in range(1, len(positions)):
            piece = f"M{_xy(positions[at - 1])}L{_xy(positions[at])}"
            (line if steps[at] == steps[at - 1] + 1 else gaps).append(piece)
        dots = [position for position, point in zip(positions, points, strict=True) if self.contains(point)]
        return "".join(line), "".join(gaps), [(round(x, 1), round(y, 1)) for x, y in dots]


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
    surface = surface_of(case, descent.inputs, PathPair(start, start, None))
    drawing = ContourMap(
        _pair(surface.low),
        _pair(surface.high),
        descent.axes,
        "",
        tuple(_ticks(low, high) for low, high in zip(surface.low, surface.high, strict=True)),
        _pair(np.polyfit(surface.x, surface.y, 1)),
    )
    return replace(drawing, contours=_contours(drawing, surface))


def _pair(numbers: np.ndarray) -> Point:
    first, second = map(float, numbers)
    return first, second


def _contours(drawing: ContourMap, surface: Surface) -> str:
    """Return the contour lines as SVG, the lowest darkest."""
    from contourpy import contour_generator

    axes = (np.linspace(low, high, _POINTS) for low, high in zip(drawing.low, drawing.high, strict=True))
    slopes, biases = np.meshgrid(*axes)
    losses = surface.loss(np.stack([slopes, biases], axis=-1))
    generator = contour_generator(slopes, biases, losses)
    drawn = []
    for order, level in enumerate(levels(losses)):
        lines = [
            "M" + "L".join(_xy(drawing.position(point)) for point in np.asarray(line))
            for line in generator.lines(level)
        ]
        drawn.append(f'<path d="{"".join(lines)}" opacity="{max(0.25, 0.9 - 0.08 * order):.2f}"/>')
    return Markup("".join(drawn))


def _ticks(low: float, high: float) -> tuple[tuple[float, str], ...]:
    """Return round numbers along an axis."""
    from matplotlib.ticker import MaxNLocator

    values = MaxNLocator(nbins=6, steps=[1, 2, 5, 10]).tick_values(low, high)
    return tuple((float(value), f"{value:g}".replace("-", "−")) for value in values if low <= value <= high)


def _near(point: Point, drawing: ContourMap) -> list[float]:
    """Return a point that a drawing program can hold: what is far outside lies just outside, on the same side."""
    return [
        min(max(value, low - 50 * (high - low)), high + 50 * (high - low))
        for value, low, high in zip(point, drawing.low, drawing.high, strict=True)
    ]


def _xy(position: Sequence[float]) -> str:
    return f"{position[0]:.1f} {position[1]:.1f}"
