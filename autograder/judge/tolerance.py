"""How far two right traces may lie apart: measured from the reference's own rounding, with a floor.

The reference runs twice from the same inputs, in the working dtype and in float64. The distance between the two is
what rounding did to one right way of computing; other right ways round differently, so a multiple of it is allowed.
"""

import math

import numpy as np

MULTIPLE = 16.0
# (relative, absolute) floors: a reference can be exact by luck where another right way is not.
FLOORS = {"float32": (1e-4, 1e-5), "float64": (1e-6, 1e-7)}
# The relative rounding of one number.
ROUNDING = {"float32": float(np.finfo(np.float32).eps), "float64": float(np.finfo(np.float64).eps)}


def working_precision(dtype, precision):
    """Return the coarser of a case's dtype and a value's own precision. Python's own numbers count as float32."""
    return "float64" if dtype == precision == "float64" else "float32"


def tolerance(entry, exact, dtype, precision):
    """Return what `entry` of the reference allows, element by element, in the entry's own unit.

    `exact` is the same entry from the reference in float64, or None where it was not run; `dtype` is the case's and
    `precision` the judged value's.
    """
    working = working_precision(dtype, precision)
    relative, absolute = FLOORS[working]
    value = np.asarray(entry.value, dtype=np.float64)
    floor = relative * np.abs(value) + absolute
    rounding = entry.resolution * max(1.0, ROUNDING[working] / ROUNDING[dtype])
    if exact is not None and exact.value.shape == value.shape:
        measured = np.abs(value - exact.value)
        # In a series every step has rounding of its own; within one tensor the elements share theirs.
        rounding = np.maximum(rounding, measured if entry.kind == "series" else measured.max(initial=0.0))
    return entry.leeway * np.maximum(floor, MULTIPLE * rounding)


def tolerance_of_number(entry, exact, dtype, precision):
    """Return what `tolerance` does for a single number, or NaN where it is for `tolerance` to say.

    Most of what is judged are single numbers, and plain Python is some ten times as fast with these.
    """
    working = working_precision(dtype, precision)
    relative, absolute = FLOORS[working]
    value = float(entry.value)
    rounding = entry.resolution * max(1.0, ROUNDING[working] / ROUNDING[dtype])
    if exact is not None:
        if exact.value.shape or not math.isfinite(exact.value):
            return math.nan
        rounding = max(rounding, abs(value - float(exact.value)))
    return entry.leeway * max(relative * abs(value) + absolute, MULTIPLE * rounding)
