"""Find the first place where two traces part."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

import numpy as np

from autograder.judge.tolerance import tolerance
from autograder.trace import Entry, Quantity, Trace

DifferenceKind: TypeAlias = Literal["value", "shape", "dtype", "count", "flag", "missing", "promise"]
# Beyond this a descent has run away: two runs of the same mistake agree that it has, and on nothing else.
RUNAWAY = 1e30


@dataclass(frozen=True)
class Difference:
    """Where a student's trace leaves the expected one.

    `kind` is `value`, `shape`, `dtype`, `count`, `flag`, `missing` or `promise` (a property that does not hold); the
    last one's `expected` and `got` are texts. `allowed` is the tolerance for a `value`, else 0. `index` tells which
    element of a tensor or grid is meant, `step` which one of a series. `quantity` is that of the entry,
    where there is one; `what` is what people call it. `settled` lists what was found right on the way there.
    """

    kind: DifferenceKind
    what: str
    expected: Any
    got: Any
    allowed: float = 0.0
    step: int = 0
    index: tuple[int, ...] = ()
    settled: tuple[str, ...] = ()
    quantity: Quantity = field(default_factory=Quantity)


def first_difference(
    *, expected: Trace, actual: Trace, twin: Trace | None = None, runaway: bool = False
) -> Difference | None:
    """Return the first `Difference` between two traces, or None when they agree.

    `twin` is the expected trace in the other precision. "First" follows the descent: what belongs to an earlier step comes
    first. With `runaway`, values that have left every bound agree with one another: so are mistakes known that diverge.
    """
    recorded = {entry.quantity: entry for entry in actual.entries}
    twins = {entry.quantity: entry for entry in twin.entries} if twin else {}
    found = []
    for order, entry in enumerate(expected.entries):
        difference = _difference(entry, recorded.get(entry.quantity), twins.get(entry.quantity), runaway)
        if difference:
            found.append((difference.kind != "count", difference.step, order, difference))
    if not found:
        return None
    first = min(found, key=lambda item: item[:3])[-1]
    return replace(first, settled=tuple(_settled(first, expected, [difference for *_, difference in found])))


def _difference(entry: Entry, other: Entry | None, twin: Entry | None, runaway: bool) -> Difference | None:
    def differs(kind: DifferenceKind, expected: object, got: object, **details: Any) -> Difference:
        name = entry.quantity.name(details.get("index", ()))
        return Difference(kind, name, expected, got, step=entry.step, quantity=entry.quantity, **details)

    if other is None or other.kind != entry.kind:
        return differs("missing", entry.value.item() if entry.value.ndim == 0 else entry.value.shape, None)
    if entry.kind == "flag":
        truths = bool(entry.value), bool(other.value)
        return differs("flag", *truths) if truths[0] != truths[1] else None
    if entry.value.shape != other.value.shape:
        if entry.kind == "series":
            sizes = len(entry.value), len(other.value)
            return Difference("count", f"the number of {entry.quantity.plural}", *sizes, quantity=entry.quantity)
        return differs("shape", entry.value.shape, other.value.shape)
    if entry.kind == "tensor" and entry.precision != other.precision:
        return differs("dtype", entry.precision, other.precision)
    allowed = tolerance(entry, twin)
    wrong = ~_agree(entry.value, other.value, allowed, runaway)
    if not wrong.any():
        return None
    index = tuple(int(axis) for axis in np.unravel_index(int(np.argmax(wrong)), wrong.shape))
    due, got, slack = (float(array[index]) for array in (entry.value, other.value, allowed))
    if entry.kind == "series":
        at = entry.quantity.at(entry.step + index[0])
        return Difference("value", at.name(), due, got, slack, at.step, quantity=entry.quantity)
    return differs("value", due, got, allowed=slack, index=index)


def _agree(expected: np.ndarray, actual: np.ndarray, allowed: np.ndarray, runaway: bool) -> np.ndarray:
    with np.errstate(invalid="ignore", over="ignore"):
        close: np.ndarray = np.abs(np.subtract(expected, actual, dtype=np.float64)) <= allowed
        close &= np.isfinite(expected) & np.isfinite(actual)
        if runaway:
            close |= ~(np.abs(expected) < RUNAWAY) & ~(np.abs(actual) < RUNAWAY / 1e3)
    return close


def _settled(difference: Difference, expected: Trace, found: list[Difference]) -> Iterator[str]:
    """Say what was right before a difference: how many elements each series has, and up to where they match."""
    for entry in expected.entries:
        troubles = [trouble for trouble in found if trouble.quantity == entry.quantity]
        if entry.kind != "series" or any(trouble.kind == "count" for trouble in troubles):
            continue
        yield f"returns {len(entry.value)} {entry.quantity.plural}"
        last = entry.step + len(entry.value) - 1
        parted = [trouble.step - 1 for trouble in troubles if trouble.kind == "value"]
        until = min([*parted, difference.step, last])
        if difference.kind == "value" and until >= entry.step:
            yield entry.quantity.until(until)
