"""Draw inputs for fresh cases so that no blind spot of the curriculum hides a mistake."""

from collections.abc import Iterator

import numpy as np

from autograder.trace import Case


def points_on_a_line(draw: np.random.Generator, rows: int, *, column: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return `(x, y)` near a line, as `(rows,)` or, with `column`, as `(rows, 1)`.

    The x lie to the right of 0: around a mean of 0 the slope and the bias would not feel each other, and moving one
    before the other's gradient is taken would go unseen.
    """
    x = draw.uniform(-0.8, 2.2, rows)
    y = draw.uniform(1.0, 3.0) * x + draw.uniform(-2.0, -0.5) + draw.normal(0.0, 0.3, rows)
    return (x[:, None], y[:, None]) if column else (x, y)


def away_from_zero(draw: np.random.Generator, low: float = 0.5, high: float = 2.0) -> float:
    """Return a number with a size between `low` and `high` and either sign: a 0 hides what multiplies or adds it."""
    return float(draw.choice([-1.0, 1.0]) * draw.uniform(low, high))


def several(draw: np.random.Generator, count: int, low: float = 0.5, high: float = 2.0) -> np.ndarray:
    """Return so many such numbers, `(count,)`."""
    return np.array([away_from_zero(draw, low, high) for _ in range(count)])


def parameters(draw: np.random.Generator, **sizes: float) -> dict[str, np.ndarray]:
    """Return 0-d start values, one per name, with the given largest sizes."""
    return {name: np.array(away_from_zero(draw, size / 3, size)) for name, size in sizes.items()}


def of_a_loss(
    draw: np.random.Generator, names: tuple[str, str], *shapes: tuple[tuple[int, ...], str]
) -> Iterator[Case]:
    """Yield a case per `(shape, dtype)` for a loss of predictions and targets, under the given names.

    Their residuals have both signs, and a mean that is not 0.
    """
    for shape, dtype in shapes:
        values = draw.normal(0.7, 1.5, shape), draw.normal(-0.4, 1.0, shape)
        yield Case(dict(zip(names, values, strict=True)), dtype=dtype)
