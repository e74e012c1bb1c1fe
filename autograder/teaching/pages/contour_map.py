"""The error surface of a descent as a small drawing: contours prepared once, a student's way added to them."""

import functools
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from autograder.labs.catalogue import lab_named
from autograder.labs.pictures import descent_of
from autograder.student.pictures.reading import Way
from autograder.student.pictures.surface import levels, surface_of

WIDTH, HEIGHT = 640, 420
LEFT, BOTTOM, TOP, RIGHT = 52, 44, 10, 12
_POINTS = 61


@dataclass(frozen=True)
class Ground:
    """What every student's drawing of a descent has in common: the box in numbers, and its contours as SVG."""

    low: tuple[float, float]
    high: tuple[float, float]
    labels: tuple[str, str]
    contours: str
    ticks: tuple[tuple[tuple[float, str], ...], ...]
    bottom: tuple[float, float]

    def place(self, point):
        """Return where a point of the two parameters lies in the drawing."""
        share = [(value - low) / (high - low) for value, low, high in zip(point, self.low, self.high, strict=True)]
        return LEFT + share[0] * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - share[1] * (HEIGHT - BOTTOM - TOP)

    def holds(self, point):
        """Tell whether a point lies in the box."""
        return all(low <= value <= high for value, low, high in zip(point, self.low, self.high, strict=True))

    def drawn(self, steps, points):
        """Return `(line, gaps, dots)`: SVG paths of a way; what lies between steps that were not looked at is a gap."""
        places = [self.place(_near(point, self)) for point in points]
        line, gaps = [], []
        for at in range(1, len(places)):
            piece = f"M{_xy(places[at - 1])}L{_xy(places[at])}"
            (line if steps[at] == steps[at - 1] + 1 else gaps).append(piece)
        dots = [place for place, point in zip(places, points, strict=True) if self.holds(point)]
        return "".join(line), "".join(gaps), [(round(x, 1), round(y, 1)) for x, y in dots]


@functools.lru_cache(maxsize=64)
def ground_of(lab, function):
    """Return the `Ground` of a check, or None where this kit has none."""
    try:
        case = lab_named(lab).check(function).published_cases()[0]
    except KeyError:
        return None
    descent = descent_of(lab, function)
    if descent is None:
        return None
    start = np.array([[float(case.arrays[name]) for name in descent.parameters]])
    surface = surface_of(case, descent.arrays, Way(start, start, None))
    ground = Ground(
        tuple(map(float, surface.low)),
        tuple(map(float, surface.high)),
        descent.labels,
        "",
        tuple(_ticks(low, high) for low, high in zip(surface.low, surface.high, strict=True)),
        tuple(map(float, np.polyfit(surface.x, surface.y, 1))),
    )
    return Ground(**{**vars(ground), "contours": _contours(ground, surface)})


def _contours(ground, surface):
    """Return the contour lines as SVG, the lowest darkest."""
    from contourpy import contour_generator

    axes = (np.linspace(low, high, _POINTS) for low, high in zip(ground.low, ground.high, strict=True))
    slopes, biases = np.meshgrid(*axes)
    losses = surface.loss(np.stack([slopes, biases], axis=-1))
    generator = contour_generator(slopes, biases, losses)
    drawn = []
    for order, level in enumerate(levels(losses)):
        lines = ["M" + "L".join(_xy(ground.place(point)) for point in line) for line in generator.lines(level)]
        drawn.append(f'<path d="{"".join(lines)}" opacity="{max(0.25, 0.9 - 0.08 * order):.2f}"/>')
    return Markup("".join(drawn))


def _ticks(low, high):
    """Return round numbers along an axis."""
    from matplotlib.ticker import MaxNLocator

    values = MaxNLocator(nbins=6, steps=[1, 2, 5, 10]).tick_values(low, high)
    return tuple((float(value), f"{value:g}".replace("-", "−")) for value in values if low <= value <= high)


def _near(point, ground):
    """Return a point that a drawing program can hold: what is far outside lies just outside, on the same side."""
    return [
        min(max(value, low - 50 * (high - low)), high + 50 * (high - low))
        for value, low, high in zip(point, ground.low, ground.high, strict=True)
    ]


def _xy(place):
    return f"{place[0]:.1f} {place[1]:.1f}"
