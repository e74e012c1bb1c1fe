"""Find the first place where two traces part."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

import numpy as np

from autograder.judge.tolerance import tolerance
from autograder.language import Phrase
from autograder.trace import LOSSES, Entry, Measure, Quantity, Trace

DifferenceKind: TypeAlias = Literal["value", "shape", "dtype", "count", "flag", "missing", "promise"]
# Beyond this a descent has run away: two runs of the same mistake agree that it has, and on nothing else.
RUNAWAY = 1e30


@dataclass(frozen=True)
class Difference:
    """Where a student's trace leaves the expected one.

    `kind` is `value`, `shape`, `dtype`, `count`, `flag`, `missing` or `promise` (a property that does not hold); the
    last one's `expected` and `got` are texts, and `ask` is what a teacher would. `allowed` is the tolerance for a
    `value`, else 0. `index` tells which element of a tensor or grid is meant, `step` which one of a series. `quantity`
    is that of the entry, where there is one; `what` is what people call it. `settled` lists what was found right on the
    way there.
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
    ask: str = ""


def first_difference(
    *, expected: Trace, actual: Trace, twin: Trace | None = None, runaway: bool = False
) -> Difference | None:
    """Return the first `Difference` between two traces, or None when they agree.

    `twin` is the expected trace in the other precision. "First" follows the descent: what belongs to an earlier step comes
    first. With `runaway`, values that have left every bound agree with one another: so are mistakes known that diverge.
    """
    recorded = {entry.quantity: entry for entry in actual.entries}
    twins = {entry.quantity: entry for entry in twin.entries} if twin else {}
    found: list[Difference] = []
    for entry in expected.entries:
        difference = _difference(entry, recorded.get(entry.quantity), twins.get(entry.quantity), runaway)
        if difference:
            found.append(difference)
    if not found:
        return None
    losses_part = _losses_part(expected, found)
    first = min(found, key=lambda one: (one.kind != "count", _is_refuted(one, losses_part), one.step))
    return replace(first, settled=tuple(_settled(expected, found)))


def _losses_part(expected: Trace, found: Iterable[Difference]) -> float:
    """Return the number of the first wrong loss of a descent; infinity where all are right, 0 where there are none."""
    if LOSSES not in expected:
        return 0
    return min([trouble.step for trouble in found if trouble.quantity == LOSSES], default=math.inf)


def _is_refuted(difference: Difference, losses_part: float) -> bool:
    """Tell whether a gradient that seems wrong has led to a right loss: then it is what was returned that is wrong."""
    return difference.quantity.measure is Measure.GRADIENT and difference.step + 1 < losses_part


def _difference(entry: Entry, other: Entry | None, twin: Entry | None, runaway: bool) -> Difference | None:
    def differs(kind: DifferenceKind, expected: object, got: object, **details: Any) -> Difference:
        name = entry.quantity.name(details.get("index", ()))
        return Difference(kind, name, expected, got, step=entry.step, quantity=entry.quantity, **details)

    if other is None or other.kind != entry.kind:
        return differs("missing", entry.value.item() if entry.value.ndim == 0 else entry.value.shape, None)
    if entry.kind == "count":
        counts = int(entry.value), int(other.value)
        return differs("count", *counts) if counts[0] != counts[1] else None
    if entry.kind == "flag":
        truths = bool(entry.value), bool(other.value)
        return differs("flag", *truths) if truths[0] != truths[1] else None
    if entry.value.shape != other.value.shape:
        if entry.kind == "series":
            sizes = len(entry.value), len(other.value)
            return Difference(
                "count", Phrase("the number of {things}", things=entry.quantity.plural), *sizes, quantity=entry.quantity
            )
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


def _settled(expected: Trace, found: list[Difference]) -> Iterator[str]:
    """Say what is right of each series beside a difference: how many elements it has, and up to where they match."""
    for entry in expected.entries:
        troubles = [trouble for trouble in found if trouble.quantity == entry.quantity]
        if entry.kind != "series" or any(trouble.kind in ("count", "missing") for trouble in troubles):
            continue
        yield Phrase("returns {number} {things}", number=len(entry.value), things=entry.quantity.plural)
        last = entry.step + len(entry.value) - 1
        until = min([last, *(trouble.step - 1 for trouble in troubles)])
        if until >= entry.step:
            yield entry.quantity.until(until)
