"""The mistake with a free number: a rate that somebody fixed. The first move of every case gives it away."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from autograder.judge.compare import first_difference
from autograder.judge.tolerance import FLOOR, MULTIPLE, ROUNDING
from autograder.trace import Case, Counted, Entry, Measure, Trace

WRONG_RATE = "wrong-rate"
# A slope below this tells no rate.
FLAT = 1e-6
# A parameter whose step counts updates: its only one, where nothing is counted.
ONE_BY_ONE = (Counted.UPDATES, Counted.NOTHING)


def fixed_rate(cases: Sequence[Case], traces: Sequence[Trace], right: Sequence[Trace]) -> float | None:
    """Return the one rate r with which every case's first move is r/lr times the right one, None where there is none.

    What comes before that move has to be right. What comes after it is for a run of the solution at that rate to say.
    """
    runs = list(zip(cases, traces, right, strict=True))
    try:
        with np.errstate(all="ignore"):
            # The most precise case says which rate: it has to hold in the others.
            rate = _rate(*max(runs, key=lambda run: run[0].dtype == "float64"))
            as_told = all(math.isclose(rate, case.values["lr"], rel_tol=FLOOR[0]) for case in cases)
            return rate if not as_told and all(_is_explained(rate, *run) for run in runs) else None
    except (LookupError, ValueError, TypeError, ArithmeticError):
        return None  # a trace can hold anything


def _rate(case: Case, trace: Trace, right: Trace) -> float:
    (before, after), (_, due) = (np.concatenate(_first_move(case, each), axis=1) for each in (trace, right))
    largest = np.abs(due - before).argmax()
    start, moved = float(before[largest]), float(before[largest] - after[largest])
    slope = float(before[largest] - due[largest]) / case.values["lr"]
    if abs(slope) > FLAT and ROUNDING * abs(start) < abs(moved) < math.inf:
        return float(moved / slope)
    raise ValueError("no rate")  # who does not move has none either


def _is_explained(rate: float, case: Case, trace: Trace, right: Trace) -> bool:
    if first_difference(expected=_before_the_move(right), actual=_before_the_move(trace)):
        return False
    ratio = rate / case.values["lr"]
    for (before, after), (_, due) in zip(*(_first_move(case, each) for each in (trace, right)), strict=True):
        moved, wanted = before - after, ratio * (before - due)
        rounding = ROUNDING * max(np.abs(before).max(), np.abs(after).max())
        if not (np.abs(moved - wanted) <= max(FLOOR[0] * np.abs(wanted).max(), MULTIPLE * rounding)).all():
            return False
    return True


def _first_move(case: Case, trace: Trace) -> list[np.ndarray]:
    """Return the start and what became of it in one update, `(2, n)`, of every parameter of a trace."""
    moves = []
    for entry in trace.entries:
        quantity, value = entry.quantity, entry.value
        if _is_path(entry):
            moves.append(value[:2])
        elif quantity.measure is Measure.PARAMETER and quantity.counted in ONE_BY_ONE and quantity.step == 1:
            moves.append(np.stack([case.arrays[quantity.of], value]))
    if not moves:
        raise LookupError("no move")
    return [np.asarray(move, dtype=np.float64).reshape(2, -1) for move in moves]


def _is_path(entry: Entry) -> bool:
    """Tell whether an entry holds the start and what it became, update by update."""
    quantity = entry.quantity
    in_series = quantity.measure is Measure.PARAMETER and quantity.counted is Counted.PLACE and quantity.step == 0
    return quantity.measure is Measure.PATH or in_series


def _before_the_move(trace: Trace) -> Trace:
    """Return what a trace holds of the time before the first update; of the rest, how much there is of it."""
    entries = []
    for entry in trace.entries:
        several = entry.kind == "series" or _is_path(entry)
        if several or entry.step == 0:
            entries.append(replace(entry, value=entry.value[:1]) if several else entry)
        if several or entry.step > 0:
            size = np.asarray(entry.value.shape, dtype=np.float64)
            entries.append(Entry(entry.quantity.of_what(f"size of {entry.quantity.of}"), "grid", size))
    return Trace(tuple(entries))
