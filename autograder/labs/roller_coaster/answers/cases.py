"""The inputs of roller_coaster: the book's ride and the notebook's points, and fresh ones."""

from collections.abc import Iterator

import numpy as np

from autograder.labs.answers.inputs import columns, of_a_loss, several
from autograder.trace import Case

RIDE_START = np.array([-0.7658386, -0.7506223, 1.3525478])
QUADRATIC_START = np.array([1.1, 1.1, 1.1])
# How far from 0 every residual of a fit_mae case stays, before every update: at 0 the absolute error has no slope.
MARGIN = 0.02


def _ride() -> dict[str, np.ndarray]:
    return dict(zip(("time", "speed"), columns("roller_coaster", "time", "speed"), strict=True))


def _fresh_ride(draw: np.random.Generator, rows: int, *, column: bool, longest: float = 2.5) -> dict[str, np.ndarray]:
    time = np.sort(draw.uniform(0.0, longest, rows))
    speed = draw.uniform(1.0, 3.0) * (time - draw.uniform(0.3, 0.6) * longest) ** 2 + draw.normal(1.0, 0.4, rows)
    return {"time": time[:, None], "speed": speed[:, None]} if column else {"time": time, "speed": speed}


def _parabola(t: np.ndarray, params: np.ndarray) -> np.ndarray:
    a, b, c = params
    return np.asarray(a * t**2 + b * t + c)


def _fresh_start(draw: np.random.Generator, rows: int, *, column: bool) -> dict[str, np.ndarray]:
    """Draw a ride and a start again and again until errors have both signs: else their mean is that of their sizes."""
    while True:
        ride, params = _fresh_ride(draw, rows, column=column), several(draw, 3)
        too_high = _parabola(ride["time"], params) > ride["speed"]
        if 0.2 < too_high.mean() < 0.8:
            return {**ride, "params": params}


def f(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({"t": _ride()["time"], "params": RIDE_START}, published=True)
    for shape, dtype in (((23, 1), "float32"), ((41,), "float64")):
        yield Case({"t": draw.uniform(-1.0, 3.0, shape), "params": several(draw, 3)}, dtype=dtype)


def mse(draw: np.random.Generator) -> Iterator[Case]:
    time, speed = columns("roller_coaster", "time", "speed")
    yield Case({"preds": _parabola(time, RIDE_START), "targets": speed}, published=True)
    yield from of_a_loss(draw, ("preds", "targets"), ((17, 1), "float32"), ((29,), "float64"))


def mae(draw: np.random.Generator) -> Iterator[Case]:
    x, y = columns("quadratic", "x", "y")
    yield Case({"preds": _parabola(x, QUADRATIC_START), "targets": y}, published=True)
    yield from of_a_loss(draw, ("preds", "targets"), ((17, 1), "float32"), ((29,), "float64"))


def apply_step(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({"params": RIDE_START, **_ride()}, {"lr": 1e-5}, published=True)
    for rows, column, lr, dtype in ((23, True, 0.03, "float32"), (14, False, 0.01, "float64")):
        ride = _fresh_start(draw, rows, column=column)
        yield Case({"params": ride.pop("params"), **ride}, {"lr": lr}, dtype=dtype)


def fit_speed(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({**_ride(), "params": RIDE_START}, {"lr": 1e-5, "steps": 11}, published=True)
    yield Case(_fresh_start(draw, 37, column=True), {"lr": 0.02, "steps": 5})
    yield Case(_fresh_start(draw, 16, column=False), {"lr": 0.03, "steps": 4}, dtype="float64")
    yield Case(_fresh_start(draw, 11, column=False), {"lr": 0.01, "steps": 1})


def fit_mae(draw: np.random.Generator) -> Iterator[Case]:
    x, y = columns("quadratic", "x", "y")
    yield Case({"x": x, "y": y, "params": QUADRATIC_START}, {"lr": 0.01, "steps": 10}, published=True)
    fresh = (((13, 1), 0.15, 5, "float32"), ((9,), 0.2, 4, "float64"), ((12,), 0.1, 1, "float32"))
    for shape, lr, steps, dtype in fresh:
        yield Case(_fresh_points(draw, shape, lr, steps), {"lr": lr, "steps": steps}, dtype=dtype)


def _fresh_points(draw: np.random.Generator, shape: tuple[int, ...], lr: float, steps: int) -> dict[str, np.ndarray]:
    """Draw points again and again until no residual comes near 0, and some cross it wherever they have the time."""
    while True:
        x, params = draw.uniform(-1.2, 1.8, shape), several(draw, 3)
        y = _parabola(x, params) + draw.normal(0.3, 1.0, shape)
        residuals = residuals_on_the_way(x.reshape(-1), y.reshape(-1), params, lr, steps)
        crossed = (np.sign(residuals[0]) != np.sign(residuals[-1])).any()
        if abs(residuals).min() > MARGIN and (crossed or steps == 1):
            return {"x": x, "y": y, "params": params}


def residuals_on_the_way(x: np.ndarray, y: np.ndarray, params: np.ndarray, lr: float, steps: int) -> np.ndarray:
    """Return the residuals before each update of a descent on the mean absolute error, `(steps, rows)`."""
    residuals = []
    for _ in range(steps):
        residuals.append(_parabola(x, params) - y)
        signs = np.sign(residuals[-1])
        params = params - lr * np.array([(signs * x**2).mean(), (signs * x).mean(), signs.mean()])
    return np.array(residuals)


def best_quadratic(draw: np.random.Generator) -> Iterator[Case]:
    yield Case(_ride(), published=True)
    # On a longer ride the speeds dwarf what is left of them, and float32's rounding shows in the loss of a right fit.
    yield Case(_fresh_ride(draw, 23, column=True, longest=4.0))
    yield Case(_fresh_ride(draw, 16, column=False))
    yield Case(_fresh_ride(draw, 13, column=False), dtype="float64")


_FOUR = {"time": np.array([0.0, 1.0, 2.0, 3.0]), "speed": np.array([1.0, 0.0, 0.0, 3.0])}
_COLUMNS = {name: array[:, None] for name, array in _FOUR.items()}
SMALL = {"best_quadratic": [Case(arrays, published=True) for arrays in (_FOUR, _COLUMNS)]}
