"""From a verdict to what a class keeps of it: a row, and the facts that pages are made of, shown strings and a path.

Of inputs that are not shown nothing is here that the card of the check would not say.
"""

from dataclasses import replace

import numpy as np

from autograder.errors import Defect
from autograder.judge.verdict import Status, Verdict
from autograder.labs.pictures import Descent, map_of
from autograder.student.card import arithmetic, called, pair, sentences, stopped_by, what_parts
from autograder.student.defects import told_of
from autograder.student.pictures.reading import difference_in
from autograder.student.rows import Row
from autograder.teaching import wording
from autograder.teaching.rows import Facts, LedgerRow, Paths, ShownDifference, Table
from autograder.text import plain
from autograder.trace import Case, Counted, Entry, Measure, Quantity, Trace, show

# How many steps before and after the one where numbers part a table shows.
AROUND = 2
# Of a path that runs away only the beginning can be drawn.
_FAR = 1e12


def describe(verdict: Verdict, student: str) -> LedgerRow:
    """Return what the ledger keeps of a verdict: the row of `results.jsonl`, and the facts that pages are made of."""
    try:
        text = wording.MISSING_IN_CLASS.format(lab=verdict.check.lab) if verdict.status is Status.MISSING else None
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
        printed=plain(verdict.printed).rstrip(),
        difference=_difference(verdict),
        table=_table(verdict),
        path=_paths(verdict),
    )


def _difference(verdict: Verdict) -> ShownDifference | None:
    """Return where the numbers part; None where nothing was compared."""
    difference = verdict.difference
    if difference is None or verdict.mishap:
        return None
    expected, got = pair(difference)
    return ShownDifference(
        what=what_parts(difference),
        settled=tuple(difference.settled),
        expected=expected,
        got=got,
        allowed=f"±{difference.allowed:.2g}" if difference.kind == "value" else "",
        arithmetic=arithmetic(verdict),
        relation=verdict.relation,
    )


def _table(verdict: Verdict) -> Table | None:
    """Return the numbers around the first one that differs; None where no single number does."""
    difference, pair = verdict.difference, verdict.trace_pair
    if difference is None or difference.kind != "value" or pair is None or pair.case is not verdict.case:
        return None
    entry, yours = pair.right.entry(difference.quantity), pair.student
    if entry.kind == "series":
        return _of_series(entry, yours.entry(entry.quantity), difference.step)
    return _of_steps(entry, pair.right, yours, difference.index) or _of_neighbours(entry, yours, difference.index)


def _of_series(entry: Entry, other: Entry, step: int) -> Table:
    first, last = entry.step, entry.step + len(entry.value) - 1
    steps = range(max(first, step - AROUND), min(last, step + AROUND) + 1)
    names = {at: entry.quantity.at(at).name() for at in steps}
    rows = [_row(name, entry.value[at - first], other.value[at - first], at == step) for at, name in names.items()]
    return Table(entry.quantity.plural, tuple(rows))


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
                rows.append(_row(other.quantity.when, other.value[index], theirs.value[index], other is entry))
    return Table(entry.quantity.title(index), tuple(rows)) if len(rows) > 1 else None


def _of_neighbours(entry: Entry, yours: Trace, index: tuple[int, ...]) -> Table | None:
    """The elements before and after, along the first axis; None for a single number."""
    if not index:
        return None
    first, *rest = index
    near = range(max(0, first - AROUND), min(entry.value.shape[0], first + AROUND + 1))
    indices = [(at, *rest) for at in near]
    other = yours.entry(entry.quantity)
    rows = [_row(str(list(at)), entry.value[at], other.value[at], at == index) for at in indices]
    return Table(entry.quantity.name(), tuple(rows)) if len(rows) > 1 else None


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
