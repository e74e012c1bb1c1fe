"""From a verdict to what a class keeps of it: a row, and the facts that pages are made of, shown strings and a path.

Of inputs that are not shown nothing is here that the card of the check would not say.
"""

from dataclasses import replace

import numpy as np

from autograder.errors import Defect
from autograder.judge.compare import Difference
from autograder.judge.verdict import Status, Verdict
from autograder.labs.pictures import Descent, map_of
from autograder.language import told
from autograder.student.calls import called
from autograder.student.card import sentences, shown_difference, stopped_by
from autograder.student.defects import told_of
from autograder.student.pictures.reading import difference_in
from autograder.student.rows import Row
from autograder.teaching.pages.wording import MISSING_IN_CLASS
from autograder.teaching.rows import Facts, LedgerRow, Paths, Table
from autograder.text import plain
from autograder.trace import Case, Counted, Entry, Measure, Quantity, Trace, show

# How many steps before and after the one where numbers part a table shows.
AROUND = 2
# Of a path that runs away only the beginning can be drawn.
_FAR = 1e12


def describe(verdict: Verdict, student: str) -> LedgerRow:
    """Return what the ledger keeps of a verdict: the row of `results.jsonl`, and the facts that pages are made of."""
    try:
        text = told(MISSING_IN_CLASS, lab=verdict.check.lab) if verdict.status is Status.MISSING else None
        return LedgerRow(**vars(Row.of(verdict, student, text)), facts=facts(verdict), defect=told_of(verdict.defect))
    except Exception as problem:  # a sentence of ours that cannot be said
        defect = Defect.of(problem, verdict.check.lab, verdict.check.function)
        failed = replace(verdict, status=Status.INFRA, defect=defect)
        return LedgerRow(**vars(Row.of(failed, student, text="")), defect=told_of(failed.defect))


def facts(verdict: Verdict) -> Facts:
    """Return what there is to say about a verdict beyond its row."""
    call, *fresh = called(verdict) or [""]
    return Facts(
        called=call,
        fresh=bool(fresh),
        question="\n".join(sentences(verdict)),
        stopped=stopped_by(verdict) if verdict.mishap else "",
        line=(verdict.mishap and verdict.mishap.line) or verdict.line,
        waits_for=verdict.waits_for,
        as_given=verdict.as_given,
        printed=plain(told(verdict.printed)).rstrip(),
        difference=shown_difference(verdict),
        table=_table(verdict),
        path=_paths(verdict),
    )


def _table(verdict: Verdict) -> Table | None:
    """Return the numbers around the first one that differs; None where no single number does."""
    difference, pair = verdict.difference, verdict.trace_pair
    if difference is None or difference.kind != "value" or pair is None or pair.case is not verdict.case:
        return None
    entry, yours = pair.right.entry(difference.quantity), pair.student
    steps = None if entry.kind == "series" else _of_steps(entry, pair.right, yours, difference.index)
    return steps or _of_neighbours(entry, yours, difference)


def _of_steps(entry: Entry, right: Trace, yours: Trace, index: tuple[int, ...]) -> Table | None:
    """The same quantity at the steps before and after; None where it is recorded once."""
    if entry.quantity.counted not in (Counted.UPDATES, Counted.STEP):
        return None
    rows = []
    for other in right.entries:
        same = other.quantity == entry.quantity.at(other.step) and other.quantity in yours
        if same and abs(other.step - entry.step) <= AROUND:
            theirs = yours.entry(other.quantity)
            if other.value.shape == theirs.value.shape:
                rows.append(_row(told(other.quantity.when), other.value[index], theirs.value[index], other is entry))
    return Table(told(entry.quantity.title(index)), tuple(rows)) if len(rows) > 1 else None


def _of_neighbours(entry: Entry, yours: Trace, difference: Difference) -> Table | None:
    """The numbers before and after in a series, or along the first axis of a tensor; None for a single number."""
    is_series, quantity, other = entry.kind == "series", entry.quantity, yours.entry(entry.quantity)
    index = (difference.step - entry.step,) if is_series else difference.index
    if not index:
        return None
    first, *rest = index
    rows = []
    for at in range(max(0, first - AROUND), min(len(entry.value), first + AROUND + 1)):
        name = told(quantity.at(entry.step + at).name()) if is_series else str([at, *rest])
        rows.append(_row(name, entry.value[at, *rest], other.value[at, *rest], at == first))
    of = told(quantity.plural if is_series else quantity.name())
    return Table(of, tuple(rows)) if is_series or len(rows) > 1 else None


def _row(where: str, expected: float, got: float, differs: bool) -> tuple[str, str, str, bool]:
    return where, show(expected, got), show(got, expected), bool(differs)


def _paths(verdict: Verdict) -> Paths | None:
    """Return the paths of two parameters on the published case; None where nobody recorded one."""
    descent, pair = map_of(verdict.check.lab, verdict.check.function), verdict.trace_pair
    if descent is None or pair is None:
        return None
    walked = [_walked(trace, descent, pair.case) for trace in (pair.right, pair.student)]
    (steps, right), (_, yours) = walked
    if len(yours) < 2:
        return None
    difference = difference_in(pair, lambda entry: _is_of(descent, entry.quantity))
    parted = (difference.step or difference.index[0]) if difference else None
    return Paths(tuple(steps), tuple(right), tuple(yours[: len(steps)]), parted)


def _walked(trace: Trace, descent: Descent, case: Case) -> tuple[list[int], list[tuple[float, float]]]:
    """Return the steps after which the two parameters are known, and what they were: up to where they run away."""
    rows = {0: [case.arrays[name] for name in descent.parameters]}
    for entry in trace.entries:
        if entry.quantity.measure is Measure.PATH:
            rows = dict(enumerate(entry.value)) if entry.value.ndim == 2 and entry.value.shape[1] == 2 else {}
        elif _is_of(descent, entry.quantity) and entry.value.ndim == 0:
            rows.setdefault(entry.step, []).append(entry.value)
    steps, points = [], []
    for step, row in rows.items():
        if len(row) != 2 or not np.all(np.abs(np.asarray(row, dtype=np.float64)) < _FAR):  # NaN is not near either
            break
        steps.append(int(step))
        first, second = (float(f"{float(number):.6g}") for number in row)
        points.append((first, second))
    return steps, points


def _is_of(descent: Descent, quantity: Quantity) -> bool:
    """Tell whether a quantity is the path of a descent, or one of its parameters after some updates."""
    after_updates = quantity.measure is Measure.PARAMETER and quantity.of in descent.parameters and quantity.step > 0
    return quantity.measure is Measure.PATH or after_updates
