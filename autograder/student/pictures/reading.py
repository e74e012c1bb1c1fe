"""Read a trail: where the parameters were after each update, and where two walks part. A student's trace is untrusted."""

from dataclasses import dataclass

import numpy as np

from autograder.judge.compare import first_difference
from autograder.trace.quantity import Measure
from autograder.trace.report import Trace


@dataclass(frozen=True)
class Way:
    """One quantity as two people walked it: row k holds it after k updates.

    `parted` is the first k at which they differ, or None.
    """

    student: np.ndarray
    right: np.ndarray
    parted: int | None


def way_of_parameters(trail, names, updates):
    """Return the `Way` of the parameters `names`: `(updates + 1, how many numbers they are)`, the start in row 0."""

    def wanted(entry):
        return entry.quantity.measure is Measure.PARAMETER and entry.quantity.of in names

    start = np.concatenate([np.ravel(trail.case.arrays[name]) for name in names]).astype(np.float64)
    student, right = (_rows(trace, wanted, start, updates) for trace in (trail.student, trail.right))
    return Way(student, right, _parted(trail, wanted))


def way_of_series(trail, measure, of=""):
    """Return the `Way` of a series of numbers. What a student's has beyond twice the right length is left out."""

    def wanted(entry):
        return entry.kind == "series" and entry.quantity.measure is measure and entry.quantity.of == of

    first = next(entry.step for entry in trail.right.entries if wanted(entry))
    right = _series(trail.right, wanted)
    student = _series(trail.student, wanted)[: 2 * len(right)]
    parted = _parted(trail, wanted)
    return Way(student, right, None if parted is None else parted - first)


def _parted(trail, wanted):
    def only(trace):
        return Trace(tuple(entry for entry in trace.entries if wanted(entry)))

    difference = first_difference(expected=only(trail.right), actual=only(trail.student), twin=only(trail.twin))
    return difference.step if difference and difference.kind == "value" else None


def _rows(trace, wanted, start, updates):
    rows = [start]
    for update in range(1, updates + 1):
        found = [entry.value for entry in trace.entries if entry.step == update and wanted(entry)]
        row = np.concatenate([np.ravel(value) for value in found]) if found else np.array([])
        if row.shape != start.shape:
            break
        rows.append(row.astype(np.float64))
    return np.array(rows)


def _series(trace, wanted):
    found = [entry.value for entry in trace.entries if wanted(entry)]
    return found[0].astype(np.float64) if found else np.array([])


def within(rows, low, high):
    """Return the rows up to the first one outside the box, that one left out, and whether there was one."""
    inside = ((rows >= low) & (rows <= high)).all(axis=-1)  # NaN is in no box
    return (rows, False) if inside.all() else (rows[: int(np.argmin(inside))], True)
