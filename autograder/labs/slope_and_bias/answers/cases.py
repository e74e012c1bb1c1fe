"""The inputs of slope_and_bias: the tutorial's own line, and fresh ones."""

from collections.abc import Iterator

import numpy as np

from autograder.labs.answers.inputs import columns, of_a_loss, parameters, points_on_a_line
from autograder.trace import Case

START = {"w": np.array(-15.0), "b": np.array(-10.0)}


def _line() -> dict[str, np.ndarray]:
    return dict(zip("XY", columns("line", "x", "y"), strict=True))


def _fresh_line(draw: np.random.Generator, rows: int, *, column: bool) -> dict[str, np.ndarray]:
    X, Y = points_on_a_line(draw, rows, column=column)
    return {"X": X, "Y": Y, **parameters(draw, w=6.0, b=4.0)}


def forward(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({"x": _line()["X"], **START}, published=True)
    for rows, column, dtype in ((23, True, "float32"), (41, False, "float64")):
        x, _ = points_on_a_line(draw, rows, column=column)
        yield Case({"x": x, **parameters(draw, w=3.0, b=3.0)}, dtype=dtype)


def criterion(draw: np.random.Generator) -> Iterator[Case]:
    x, y = columns("line", "x", "y")
    yield Case({"yhat": -15.0 * x - 10.0, "y": y}, published=True)
    yield from of_a_loss(draw, ("yhat", "y"), ((17, 1), "float32"), ((29,), "float64"))


def train_model(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({**_line(), **START}, {"lr": 0.1, "iters": 15}, published=True)
    yield Case(_fresh_line(draw, 37, column=True), {"lr": 0.06, "iters": 5})
    yield Case(_fresh_line(draw, 24, column=False), {"lr": 0.15, "iters": 4}, dtype="float64")
    yield Case(_fresh_line(draw, 11, column=False), {"lr": 0.03, "iters": 1})


def compare_learning_rates(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({**_line(), **START}, {"rates": None, "iters": 15}, published=True)
    yield Case(_fresh_line(draw, 31, column=True), {"rates": [0.02, 0.14, 0.07], "iters": 4})
    yield Case(_fresh_line(draw, 26, column=False), {"rates": [0.11, 0.03], "iters": 3}, dtype="float64")


def plot_losses(draw: np.random.Generator) -> Iterator[Case]:
    yield Case(values={"LOSS": [835.7, 175.8, 55.2, 26.2], "LOSS2": [835.7, 62.1, 12.7, 4.2]}, published=True)
    LOSS, LOSS2 = (np.sort(draw.uniform(0.1, 90.0, 9))[::-1].tolist() for _ in range(2))
    yield Case(values={"LOSS": LOSS, "LOSS2": LOSS2})


def error_surface(draw: np.random.Generator) -> Iterator[Case]:
    sizes = {"w_range": 30.0, "b_range": 40.0, "n_samples": 30}
    yield Case(_line(), sizes, published=True)
    for n_samples, column, dtype in ((7, True, "float32"), (31, False, "float64")):
        X, Y = points_on_a_line(draw, 19, column=column)
        sizes = {"w_range": float(draw.uniform(3, 9)), "b_range": float(draw.uniform(10, 20)), "n_samples": n_samples}
        yield Case({"X": X, "Y": Y}, sizes, dtype=dtype)


def descent_path(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({**_line(), **START}, {"lr": 0.1, "iters": 15}, published=True)
    yield Case(_fresh_line(draw, 33, column=True), {"lr": 0.05, "iters": 4})
    yield Case(_fresh_line(draw, 22, column=False), {"lr": 0.16, "iters": 3}, dtype="float64")


_TWO_ROWS = {"X": np.array([1.0, 2.0]), "Y": np.array([1.0, 0.0])}
_COLUMNS = {name: array[:, None] for name, array in _TWO_ROWS.items()}
_GRID = {"w_range": 1.0, "b_range": 1.0, "n_samples": 2}
SMALL = {
    "compare_learning_rates": {"rates": [0.1, 0.2], "iters": 3},
    # The losses on these are the same whichever way the grid is laid.
    "error_surface": [Case(arrays, _GRID, published=True) for arrays in (_TWO_ROWS, _COLUMNS)],
}
