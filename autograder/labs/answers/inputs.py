"""What cases are made of: the tables in `datasets/`, and numbers drawn so that no blind spot hides a mistake."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from autograder.errors import DatasetError
from autograder.labs.course import SHIPPED, course
from autograder.trace import Case


def columns(name: str, *wanted: str, folder: Path | None = None) -> tuple[np.ndarray, ...]:
    """Return the wanted columns of `datasets/<name>.csv` as float32 arrays of shape `(rows,)`."""
    rows = texts(name, *wanted, folder=folder)
    return tuple(_numbers(name, column, values) for column, values in zip(wanted, rows, strict=True))


def texts(name: str, *wanted: str, folder: Path | None = None) -> list[list[str]]:
    """Return the wanted columns of `datasets/<name>.csv` as lists of str."""
    path = (folder or _folder_of(name)) / f"{name}.csv"
    try:
        with path.open(newline="", encoding="utf-8") as file:
            header, *rows = [row for row in csv.reader(file) if row]
    except (OSError, ValueError) as problem:
        raise DatasetError(f"{path.name}: cannot be read ({problem})") from None
    for column in wanted:
        if column not in header:
            raise DatasetError(f"{path.name}: no column {column!r}; there are {', '.join(header)}")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise DatasetError(f"{path.name}, row {number}: {len(row)} values for {len(header)} columns")
    return [[row[header.index(column)] for row in rows] for column in wanted]


def _folder_of(name: str) -> Path:
    """Return where a table is: the course's own folder, or that of what is shipped."""
    own = course().datasets
    return own if (own / f"{name}.csv").exists() else SHIPPED.datasets


def _numbers(name: str, column: str, values: Sequence[str]) -> np.ndarray:
    numbers = np.empty(len(values), dtype=np.float32)
    for index, text in enumerate(values):
        try:
            numbers[index] = float(text)
        except ValueError:
            where = f"{name}.csv, row {index + 2}, column {column!r}"
            raise DatasetError(f"{where}: {text!r} is not a number") from None
    return numbers


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


def of_a_loss(draw: np.random.Generator, names: tuple[str, str], *kinds: tuple[tuple[int, ...], str]) -> Iterator[Case]:
    """Yield a case per `(shape, dtype)` for a loss of predictions and targets, under the given names.

    Their residuals have both signs, and a mean that is not 0.
    """
    for shape, dtype in kinds:
        values = draw.normal(0.7, 1.5, shape), draw.normal(-0.4, 1.0, shape)
        yield Case(dict(zip(names, values, strict=True)), dtype=dtype)
