"""Where the parameters were after each update, and where two paths part. A student's trace is untrusted."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.judge.compare import Difference, first_difference
from autograder.judge.verdict import TracePair
from autograder.labs.pictures import Descent
from autograder.trace import Entry, Measure, Trace


@dataclass(frozen=True)
class PathPair:
    """One quantity of the student's descent and of the reference's: row k holds it after k updates.

    `parted` is the first k at which they differ, or None.
    """

    student: np.ndarray
    right: np.ndarray
    parted: int | None


def parameter_paths(pair: TracePair, descent: Descent) -> PathPair:
    """Return the `PathPair` of a descent's parameters: `(updates + 1, how many numbers they are)`, the start in row 0."""

    def wanted(entry: Entry) -> bool:
        return entry.quantity.measure is Measure.PARAMETER and entry.quantity.of in descent.parameters

    start = np.concatenate([np.ravel(pair.case.arrays[name]) for name in descent.parameters]).astype(np.float64)
    updates = pair.case.values[descent.updates]
    student, right = (_rows(trace, wanted, start, updates) for trace in (pair.student, pair.right))
    difference = difference_in(pair, wanted)
    return PathPair(student, right, difference.step if difference else None)


def series_paths(pair: TracePair, measure: Measure, of: str = "") -> PathPair:
    """Return the `PathPair` of a series of numbers. What a student's has beyond twice the right length is left out."""

    def wanted(entry: Entry) -> bool:
        return entry.kind == "series" and entry.quantity.measure is measure and entry.quantity.of == of

    first = next(entry.step for entry in pair.right.entries if wanted(entry))
    right = _series(pair.right, wanted)
    student = _series(pair.student, wanted)[: 2 * len(right)]
    difference = difference_in(pair, wanted)
    return PathPair(student, right, difference.step - first if difference else None)


def difference_in(pair: TracePair, wanted: Callable[[Entry], bool]) -> Difference | None:
    """Return the first number in which two traces differ, of the entries that are `wanted`; None where none does."""

    def only(trace: Trace) -> Trace:
        return Trace(tuple(entry for entry in trace.entries if wanted(entry)))

    difference = first_difference(expected=only(pair.right), actual=only(pair.student), twin=only(pair.twin))
    return difference if difference and difference.kind == "value" else None


def _rows(trace: Trace, wanted: Callable[[Entry], bool], start: np.ndarray, updates: int) -> np.ndarray:
    rows = [start]
    for update in range(1, updates + 1):
        found = [entry.value for entry in trace.entries if entry.step == update and wanted(entry)]
        row = np.concatenate([np.ravel(value) for value in found]) if found else np.array([])
        if row.shape != start.shape:
            break
        rows.append(row.astype(np.float64))
    return np.array(rows)


def _series(trace: Trace, wanted: Callable[[Entry], bool]) -> np.ndarray:
    found = [entry.value for entry in trace.entries if wanted(entry)]
    return found[0].astype(np.float64) if found else np.array([])


def within(rows: np.ndarray, low: np.ndarray | float, high: np.ndarray | float) -> tuple[np.ndarray, bool]:
    """Return the rows up to the first one outside the box, that one left out, and whether there was one."""
    inside = ((rows >= low) & (rows <= high)).all(axis=-1)  # NaN is in no box
    return (rows, False) if inside.all() else (rows[: int(np.argmin(inside))], True)
