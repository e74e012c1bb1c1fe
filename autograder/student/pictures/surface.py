"""The mean squared error of a line over all slopes and biases that a picture shows."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from autograder.student.pictures.reading import PathPair, within
from autograder.trace import Case

POINTS = 121
# The surface is shown to both sides of its lowest point, a little further than the reference was away from it; for a
# student who strays, up to so many times that.
ROOM, REACH = 1.15, 2.5
_ROUND = [digit * 10.0**power for power in range(-3, 7) for digit in (1, 2, 5)]


@dataclass(frozen=True)
class Surface:
    """The error surface under two paths: the corners `low` and `high` of what is shown, and the points of the data."""

    x: np.ndarray
    y: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def loss(self, points: np.ndarray) -> np.ndarray:
        """Return the mean squared error at `(…, 2)` points of slope and bias."""
        points = np.asarray(points)
        error = points[..., :1] * self.x + points[..., 1:] - self.y
        return np.asarray((error**2).mean(axis=-1))

    def grid(self, points: int = POINTS) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return slopes, biases and losses, `(points, points)` each."""
        slopes, biases = (np.linspace(low, high, points) for low, high in zip(self.low, self.high, strict=True))
        slopes, biases = np.meshgrid(slopes, biases)
        return slopes, biases, self.loss(np.stack([slopes, biases], axis=-1))

    def shown(self, rows: np.ndarray) -> tuple[np.ndarray, bool]:
        """Return the part of a path that is inside, and whether it leaves."""
        return within(rows, self.low, self.high)


def surface_of(case: Case, arrays: Iterable[str], paths: PathPair) -> Surface:
    """Return the `Surface` that holds the reference's whole path and as much of the student's as makes a picture."""
    x, y = (np.ravel(case.arrays[name]).astype(np.float64) for name in arrays)
    bottom = np.polyfit(x, y, 1)
    half = ROOM * np.maximum(np.abs(paths.right - bottom).max(axis=0), 1e-3)
    near, _ = within(paths.student, bottom - REACH * half, bottom + REACH * half)
    low, high = (side(near, axis=0) for side in (np.min, np.max))
    margin = 0.08 * half
    return Surface(x, y, np.minimum(bottom - half, low - margin), np.maximum(bottom + half, high + margin))


def levels(losses: np.ndarray) -> list[float]:
    """Return round heights for contour lines, closer together towards the bottom."""
    low, high = losses.min(), losses.max()
    inside = [level for level in _ROUND if low < level < high]
    return inside[-10:] or [(low + high) / 2]
