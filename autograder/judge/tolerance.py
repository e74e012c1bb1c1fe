"""How far two right traces may lie apart: measured from the reference's own rounding, with a floor.

The reference runs twice from the same inputs, in float32 and in float64. The distance between the two is what rounding did
to one right way of computing; other right ways round differently, so a multiple of it is allowed. A way through float32 is
right whatever the inputs are in, so this is what a case in float64 allows as well.

An element of a tensor is judged on the scale of its tensor: the middle of an axis from -6 to 6 comes out as some rounding
of a 6. In a series each number has a scale of its own, because losses fall by powers of ten, and the rounding of those
before.
"""

import numpy as np

from autograder.trace import Entry

MULTIPLE = 16.0
# (relative, absolute): a reference can be exact by luck where another right way is not.
FLOOR = 1e-4, 1e-5
# The relative rounding of one number.
ROUNDING = float(np.finfo(np.float32).eps)


def tolerance(entry: Entry, twin: Entry | None) -> np.ndarray:
    """Return what `entry` of the reference allows, element by element, in the entry's own unit.

    `twin` is the same entry from the reference in the other precision, or None where it was not run.
    """
    size = np.abs(np.asarray(entry.value, dtype=np.float64))
    # A descent may have run away, which says nothing of its other elements.
    size = np.where(np.isfinite(size), size, 0.0)
    is_series = entry.kind == "series"
    relative, absolute = FLOOR
    with np.errstate(invalid="ignore", over="ignore"):
        floor = relative * (size if is_series else size.max(initial=0.0)) + absolute
        rounding = np.full_like(size, entry.resolution)
        if is_series:
            rounding = np.maximum(rounding, ROUNDING * np.maximum.accumulate(size))
        if twin is not None and twin.value.shape == size.shape:
            measured = np.abs(np.subtract(entry.value, twin.value, dtype=np.float64))
            # In a series every step has rounding of its own; within one tensor the elements share theirs.
            rounding = np.maximum(rounding, measured if is_series else measured.max(initial=0.0))
        return np.asarray(entry.leeway * np.maximum(floor, MULTIPLE * rounding))
