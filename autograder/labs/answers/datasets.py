"""Read the tables in `datasets/`. A number that is not one is told by file, row and column."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from autograder.errors import DatasetError
from autograder.labs.catalogue import ROOT

FOLDER = ROOT / "datasets"


def columns(name: str, *wanted: str, folder: Path = FOLDER) -> tuple[np.ndarray, ...]:
    """Return the wanted columns of `datasets/<name>.csv` as float32 arrays of shape `(rows,)`."""
    rows = texts(name, *wanted, folder=folder)
    return tuple(_numbers(name, column, values) for column, values in zip(wanted, rows, strict=True))


def texts(name: str, *wanted: str, folder: Path = FOLDER) -> list[list[str]]:
    """Return the wanted columns of `datasets/<name>.csv` as lists of str."""
    path = folder / f"{name}.csv"
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


def _numbers(name: str, column: str, values: Sequence[str]) -> np.ndarray:
    numbers = np.empty(len(values), dtype=np.float32)
    for index, text in enumerate(values):
        try:
            numbers[index] = float(text)
        except ValueError:
            where = f"{name}.csv, row {index + 2}, column {column!r}"
            raise DatasetError(f"{where}: {text!r} is not a number") from None
    return numbers
