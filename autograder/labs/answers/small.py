"""Small cases: two rows of small whole numbers, the simplest first. Where a function fails on one of them as well, its card
shows that one, to be held in the hand.

They are made of a check's published case. Where a function takes something else than rows, parameters, rates and counts,
`SMALL` in the lab's `cases.py` has other values for it, or the cases themselves: none where no short line makes its
arguments.
"""

import importlib
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.labs.catalogue import lab_named
from autograder.trace import Case

ROWS = 2
# Inputs, targets and parameters, over and over: none of them 0, errors of both signs, and a mean of inputs that is not 0.
MIXED = (3, -1, 2, 1, -2, 4), (1, 2, -1, 3), (2, -2, -3, 1, 3, -1, 4, -4)
# The simplest there are: errors that are what was predicted, from one parameter alone.
PLAIN = (1, 2, 3, 4, 5, 6), (0,), (1, 0, 0, 0)
RATE, OTHER_RATE = 0.01, 0.02


def small_cases(lab: str, function: str) -> tuple[Case, ...]:
    """Return the small cases of a check, which depend on no seed."""
    own = getattr(importlib.import_module(f"autograder.labs.{lab}.answers.cases"), "SMALL", {}).get(function, {})
    if not isinstance(own, dict):
        return tuple(own)
    return tuple(small(lab_named(lab).check(function).published_cases()[0], own))


def table(names: str, *rows: tuple[Any, ...]) -> list[Case]:
    """Return a case per row of plain values; `names` are those of the columns, with blanks between."""
    return [Case(values=dict(zip(names.split(), row, strict=True)), published=True) for row in rows]


def small(published: Case, values: dict[str, Any]) -> Iterator[Case]:
    """Yield small cases with the arrays of a published one, and its values but for other `values`.

    One update, then two; numbers of one axis in a column as well, as the labs promise; and in double precision.
    """
    plain, mixed = (_arrays(published, numbers) for numbers in (PLAIN, MIXED))
    once, twice = (_values(published, count, rate) | values for count, rate in ((1, RATE), (2, OTHER_RATE)))
    columns = {name: _in_a_column(array) if _is_of_rows(published, name) else array for name, array in mixed.items()}
    yield Case(plain, once, published=True)
    yield Case(mixed, once, published=True)
    if twice != once:
        yield Case(mixed, twice, published=True)
    if any(array.ndim != mixed[name].ndim for name, array in columns.items()):
        yield Case(columns, twice, published=True)
    yield Case(mixed, twice, dtype="float64", published=True)


def _is_of_rows(case: Case, name: str) -> bool:
    """Tell whether an array has an entry for each row: parameters, which are fewer, have not."""
    array = case.arrays[name]
    return array.ndim > 0 and len(array) == max(len(other) for other in case.arrays.values() if other.ndim)


def _arrays(published: Case, numbers: Sequence[Sequence[int]]) -> dict[str, np.ndarray]:
    """Return the published arrays in small: whose first is taken for the inputs, and others of its rows for targets."""
    inputs, targets, parameters = map(itertools.cycle, numbers)
    arrays, rows = {}, [inputs, targets]
    for name, array in published.arrays.items():
        of_rows = _is_of_rows(published, name)
        shape = (ROWS, *array.shape[1:]) if of_rows else array.shape
        source = (rows.pop(0) if len(rows) > 1 else rows[0]) if of_rows else parameters
        arrays[name] = np.array(list(itertools.islice(source, int(np.prod(shape)))), dtype=float).reshape(shape)
    return arrays


def _in_a_column(array: np.ndarray) -> np.ndarray:
    return array[:, None] if array.ndim == 1 else array


def _values(published: Case, count: int, rate: float) -> dict[str, Any]:
    of_type = {int: count, float: rate}
    return {name: of_type.get(type(value), value) for name, value in published.values.items()}
