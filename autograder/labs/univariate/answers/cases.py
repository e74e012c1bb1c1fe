"""The inputs of univariate: the fifteen points, and fresh ones."""

from collections.abc import Iterator

import numpy as np

from autograder.labs.answers.inputs import columns, of_a_loss, parameters, points_on_a_line
from autograder.trace import Case

START = {"w": np.array(-0.18817946), "b": np.array(0.0)}


def _points() -> dict[str, np.ndarray]:
    return dict(zip("xy", columns("univariate", "x", "y"), strict=True))


def _other_targets(draw: np.random.Generator) -> dict[str, np.ndarray]:
    """Return the published x with targets of our own: who reads the published targets from elsewhere is off."""
    x = _points()["x"]
    return {"x": x, "y": draw.uniform(-0.5, 0.5) * x + draw.uniform(2.0, 4.0) + draw.normal(0.0, 0.5, x.shape)}


def _fresh_points(draw: np.random.Generator, rows: int, *, column: bool) -> dict[str, np.ndarray]:
    x, y = points_on_a_line(draw, rows, column=column)
    return {"x": x, "y": y, **parameters(draw, w=4.0, b=3.0)}


def get_loss(draw: np.random.Generator) -> Iterator[Case]:
    x, y = columns("univariate", "x", "y")
    yield Case({"y_": START["w"] * x, "y": y}, published=True)
    # Fifteen rows wherever there is one axis: a target read from elsewhere then gives a wrong number and no exception.
    yield from of_a_loss(draw, ("y_", "y"), ((15,), "float32"), ((23, 1), "float32"), ((15,), "float64"))


def analytic_gradients(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({**_points(), **START}, published=True)
    yield Case({**_other_targets(draw), **parameters(draw, w=1.0, b=2.0)})
    yield Case(_fresh_points(draw, 23, column=True))
    yield Case(_fresh_points(draw, 41, column=False), dtype="float64")


def autograd_gradients(draw: np.random.Generator) -> Iterator[Case]:
    yield from analytic_gradients(draw)


def gradient_step(draw: np.random.Generator) -> Iterator[Case]:
    gradients = {"gw": np.array(-47.007408), "gb": np.array(-6.9312668)}
    yield Case({**START, **gradients}, {"lr": 0.01}, published=True)
    for lr, dtype in ((0.3, "float32"), (0.07, "float32"), (0.15, "float64")):
        yield Case(parameters(draw, w=2.0, b=2.0, gw=9.0, gb=4.0), {"lr": lr}, dtype=dtype)


def fit_line(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({**_points(), **START}, {"lr": 0.01, "iters": 11}, published=True)
    yield Case(_fresh_points(draw, 37, column=True), {"lr": 0.06, "iters": 5})
    yield Case({**_other_targets(draw), **parameters(draw, w=1.0, b=2.0)}, {"lr": 0.007, "iters": 3})
    yield Case(_fresh_points(draw, 24, column=False), {"lr": 0.15, "iters": 4}, dtype="float64")
    yield Case(_fresh_points(draw, 11, column=False), {"lr": 0.03, "iters": 1})


def fit_polynomial(draw: np.random.Generator) -> Iterator[Case]:
    x = np.arange(-30, 31) / 10
    cubic = {"x": x, "y": 0.9 + 0.5 * x + 3.0 * x**2 + 2.4 * x**3}
    start = {"w": np.array([0.3, -0.2, 0.5]), "b": np.array(0.4)}
    yield Case({**cubic, **start}, {"lr": 0.001, "iters": 10}, published=True)
    yield Case(_fresh_curve(draw, 17, 2, column=True), {"lr": 0.12, "iters": 5})
    yield Case(_fresh_curve(draw, 26, 4, column=False), {"lr": 0.05, "iters": 4}, dtype="float64")
    yield Case(_fresh_curve(draw, 12, 1, column=False), {"lr": 0.2, "iters": 2})


def _fresh_curve(draw: np.random.Generator, rows: int, degree: int, *, column: bool) -> dict[str, np.ndarray]:
    x = draw.uniform(-0.9, 1.4, (rows, 1) if column else rows)
    powers = range(1, degree + 1)
    y = sum((draw.uniform(0.5, 2.0) * x**power for power in powers), np.zeros_like(x)) - draw.uniform(0.5, 2.0)
    start = parameters(draw, b=2.0, **{f"w{power}": 1.5 for power in powers})
    return {"x": x, "y": y, "w": np.array([start[f"w{power}"] for power in powers]), "b": start["b"]}
