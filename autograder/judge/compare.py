"""Find the first place where two traces part."""

import math
from dataclasses import dataclass

import numpy as np

from autograder.judge.tolerance import tolerance, tolerance_of_number

# Beyond this a walk has run away: two runs of the same mistake agree that it has, and on nothing else.
RUNAWAY = 1e30


@dataclass(frozen=True)
class Difference:
    """Where a student's trace leaves the expected one.

    `kind` is `value`, `shape`, `dtype`, `count`, `flag`, `missing` or `promise` (a property that does not hold); the
    last one's `expected` and `got` are texts. `allowed` is the tolerance for a `value`, else 0. `index` tells which
    element of a tensor or grid is meant. `settled` lists what was found right on the way there.
    """

    kind: str
    what: str
    expected: object
    got: object
    allowed: float = 0.0
    step: int = 0
    index: tuple[int, ...] = ()
    settled: tuple[str, ...] = ()


def first_difference(*, expected, actual, twin=None, runaway=False):
    """Return the first `Difference` between two traces, or None when they agree.

    `twin` is the expected trace in the other precision. "First" follows the descent: what belongs to an earlier step comes
    first. With `runaway`, values that have left every bound agree with one another: so are mistakes known that diverge.
    """
    recorded = {entry.name: entry for entry in actual.entries}
    twins = {entry.name: entry for entry in twin.entries} if twin else {}
    found = []
    for order, entry in enumerate(expected.entries):
        difference = _difference(entry, recorded.get(entry.name), twins.get(entry.name), runaway)
        if difference:
            found.append((difference.kind != "count", difference.step, order, difference))
    if not found:
        return None
    return _with_settled(min(found, key=lambda item: item[:3])[-1], expected, found)


def _difference(entry, other, twin, runaway):
    if other is None or other.kind != entry.kind:
        return Difference("missing", entry.name, _plain(entry.value), None, step=entry.step)
    if entry.kind == "flag":
        if bool(entry.value) == bool(other.value):
            return None
        return Difference("flag", entry.name, bool(entry.value), bool(other.value), step=entry.step)
    if entry.kind == "series":
        return _series_difference(entry, other, twin, runaway)
    if entry.value.shape != other.value.shape:
        return Difference("shape", entry.name, entry.value.shape, other.value.shape, step=entry.step)
    if entry.kind == "tensor" and entry.precision != other.precision:
        return Difference("dtype", entry.name, entry.precision, other.precision, step=entry.step)
    if entry.value.ndim == 0 and _numbers_agree(entry, other, twin):
        return None
    allowed = tolerance(entry, twin)
    wrong = ~_agree(entry.value, other.value, allowed, runaway)
    if not wrong.any():
        return None
    index = tuple(int(axis) for axis in np.unravel_index(int(np.argmax(wrong)), wrong.shape))
    return Difference("value", entry.name, *_at(index, entry.value, other.value, allowed), step=entry.step, index=index)


def _series_difference(entry, other, twin, runaway):
    if len(entry.value) != len(other.value):
        return Difference("count", f"the number of {entry.plural}", len(entry.value), len(other.value))
    allowed = tolerance(entry, twin)
    wrong = ~_agree(entry.value, other.value, allowed, runaway)
    if not wrong.any():
        return None
    first = int(np.argmax(wrong))
    step = entry.step + first
    return Difference("value", element_name(entry, step), *_at(first, entry.value, other.value, allowed), step=step)


def element_name(entry, step):
    """Return how the element of a series that belongs to `step` is called."""
    return entry.name.format(step) if "{}" in entry.name else f"{entry.name} {step}"


def _agree(expected, actual, allowed, runaway):
    with np.errstate(invalid="ignore", over="ignore"):
        close = np.abs(np.subtract(expected, actual, dtype=np.float64)) <= allowed
        close &= np.isfinite(expected) & np.isfinite(actual)
        if runaway:
            close |= ~(np.abs(expected) < RUNAWAY) & ~(np.abs(actual) < RUNAWAY / 1e3)
    return close


def _numbers_agree(entry, other, twin):
    """Tell quickly whether two single numbers agree. Where they do not, or cannot say, the slow way has the last word."""
    expected, actual = float(entry.value), float(other.value)
    allowed = tolerance_of_number(entry, twin)
    return math.isfinite(expected) and math.isfinite(actual) and abs(expected - actual) <= allowed


def _at(index, *arrays):
    return (float(array[index]) for array in arrays)


def _plain(value):
    return value.item() if value.ndim == 0 else value.shape


def _with_settled(difference, expected, found):
    """Say what was right before the difference: how many elements each series has, and up to where they match."""
    troubled = {item[-1].what for item in found}
    settled = []
    for entry in expected.entries:
        if entry.kind != "series" or f"the number of {entry.plural}" in troubled:
            continue
        settled.append(f"returns {len(entry.value)} {entry.plural}")
        last = entry.step + len(entry.value) - 1
        parted = [step for step in range(entry.step, last + 1) if element_name(entry, step) in troubled]
        until = min([*(step - 1 for step in parted), difference.step, last])
        if difference.kind == "value" and until >= entry.step:
            settled.append(_range_matches(entry, until))
    return Difference(**{**vars(difference), "settled": tuple(settled)})


def _range_matches(entry, until):
    if until == entry.step:
        return f"{element_name(entry, entry.step)} matches"
    if "{}" in entry.name:
        return f"{element_name(entry, entry.step)} to {element_name(entry, until)} match"
    return f"{entry.plural} {entry.step} to {until} match"
