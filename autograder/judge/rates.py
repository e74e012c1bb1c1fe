"""The mistake with a free number: a rate that somebody fixed. The first move of every case gives it away."""

import math
from dataclasses import replace

import numpy as np

from autograder.judge.compare import first_difference
from autograder.judge.tolerance import FLOOR, MULTIPLE, ROUNDING
from autograder.trace.report import Trace

WRONG_RATE = "wrong-rate"
# A slope below this tells no rate.
FLAT = 1e-6


def fixed_rate(cases, traces, right):
    """Return the one rate r with which every case's first move is r/lr times the right one, None where there is none.

    What comes before that move has to be right. What comes after it is for a run of the solution at that rate to say.
    """
    runs = list(zip(cases, traces, right, strict=True))
    try:
        # The most precise case says which rate: it has to hold in the others.
        rate = _rate(*max(runs, key=lambda run: run[0].dtype == "float64"))
        as_told = all(math.isclose(rate, case.values["lr"], rel_tol=FLOOR[0]) for case in cases)
        return rate if not as_told and all(_is_explained(rate, *run) for run in runs) else None
    except (LookupError, ValueError, TypeError, ArithmeticError):
        return None  # a trace can hold anything


def _rate(case, trace, right):
    (before, after), (_, due) = (np.concatenate(_first_move(case, each, right), axis=1) for each in (trace, right))
    largest = np.abs(due - before).argmax()
    start, moved = float(before[largest]), float(before[largest] - after[largest])
    slope = float(before[largest] - due[largest]) / case.values["lr"]
    if abs(slope) > FLAT and ROUNDING * abs(start) < abs(moved) < math.inf:
        return moved / slope
    raise ValueError("no rate")  # who does not move has none either


def _is_explained(rate, case, trace, right):
    if first_difference(expected=_before_the_move(right, case.arrays), actual=_before_the_move(trace, case.arrays)):
        return False
    ratio = rate / case.values["lr"]
    for (before, after), (_, due) in zip(*(_first_move(case, each, right) for each in (trace, right)), strict=True):
        moved, wanted = before - after, ratio * (before - due)
        rounding = ROUNDING * max(np.abs(before).max(), np.abs(after).max())
        if not (np.abs(moved - wanted) <= max(FLOOR[0] * np.abs(wanted).max(), MULTIPLE * rounding)).all():
            return False
    return True


def _first_move(case, trace, right):
    """Return `[start, after one update]` of every parameter of a trace, each flat, in the order of the right one."""
    for whole in ("path", "x[{}]"):
        if whole in right:
            return [_flat(trace[whole][:2])]
    starts = {name: case.arrays[name] for name in case.arrays if name in right or f"{name} after 1 update" in right}
    if not starts:
        raise ValueError("no move")
    told = [(name, f"{name} after 1 update" if f"{name} after 1 update" in right else name) for name in starts]
    return [_flat([starts[name], trace[after].reshape(starts[name].shape)]) for name, after in told]


def _flat(start_and_after):
    return np.reshape(np.asarray(start_and_after, dtype=np.float64), (2, -1))


def _before_the_move(trace, moved):
    """Return what a trace holds of the time before the first update; of the rest, how much there is of it."""
    entries = []
    for entry in trace.entries:
        if entry.kind == "series" or entry.name == "path":
            entries += [replace(entry, value=entry.value[:1]), _size_of(entry)]
        else:
            entries.append(entry if entry.step == 0 and entry.name not in moved else _size_of(entry))
    return Trace(tuple(entries))


def _size_of(entry):
    size = np.asarray(entry.value.shape, dtype=np.float64)
    return replace(entry, name=f"size of {entry.name}", kind="grid", value=size)
