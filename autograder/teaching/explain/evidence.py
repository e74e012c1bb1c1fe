"""What a verdict rests on: every number of every case beside the right one, and beside what known mistakes make of it.

It is worked out anew from what the student's code has just recorded, by the rules that made the verdict.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograder.errors import Defect
from autograder.judge.compare import Difference, first_difference
from autograder.judge.judging import promise_of
from autograder.judge.messages import Answers
from autograder.judge.rates import fixed_rate
from autograder.judge.tolerance import tolerance
from autograder.judge.verdict import Status, Verdict
from autograder.labs.properties import Shortfall
from autograder.teaching.authors.margins import apart
from autograder.trace import Case, Entry, Mishap, Quantity, Trace


@dataclass(frozen=True)
class Compared:
    """One quantity: as it should be, as it came, what each element is allowed, and how far off it is, in tolerances.

    `right` is None of what nobody asked for, `yours` of what is not there. Where there are many right answers, `right` is
    the solution's, and nothing is `allowed` or `off`. `difference` is the first one, None where there is none.
    """

    quantity: Quantity
    right: Entry | None
    yours: Entry | None
    allowed: np.ndarray | None = None
    off: np.ndarray | None = None
    difference: Difference | None = None


@dataclass(frozen=True)
class CaseResult:
    """What came of one case; `was_run` is false where something before it had ended the check.

    It is `measured` where there is one right answer, and else only shown beside the solution's. `shortfall` is the promise
    that it breaks, `mishap` what stopped it, whatever students are told of that.
    """

    number: int
    case: Case
    was_run: bool = False
    measured: bool = True
    compared: tuple[Compared, ...] = ()
    mishap: Mishap | None = None
    shortfall: Shortfall | None = None

    @property
    def is_right(self) -> bool:
        """Whether nothing in it is wrong."""
        return self.was_run and not (self.mishap or self.shortfall or any(one.difference for one in self.compared))

    @property
    def farthest(self) -> float:
        """How far off its farthest number is, in tolerances."""
        return max((float(one.off.max(initial=0.0)) for one in self.compared if one.off is not None), default=0.0)


@dataclass(frozen=True)
class Neighbour:
    """A known mistake beside what was recorded: how many of its `numbers` are `alike`, and how far the farthest is, in
    tolerances. `parts_in` is the first case in which they are not all alike, 0 for none, and `difference` where in it.
    """

    slug: str
    alike: int
    numbers: int
    distance: float
    parts_in: int = 0
    difference: Difference | None = None


def case_results(verdict: Verdict, cases: Sequence[Case], answers: Answers) -> list[CaseResult]:
    """Return what came of each case. Raises the `Defect` that the solution has."""
    right, twins = answers.reference(verdict.check, verdict.device, verdict.seed)
    promise = promise_of(verdict.check)
    results = []
    for number, case in enumerate(cases):
        if number >= len(verdict.traces):
            results.append(CaseResult(number + 1, case))
            continue
        trace = verdict.traces[number]
        twin = None if promise else twins[number]
        shortfall = promise(case, trace) if promise and not trace.mishap else None
        compared = tuple(_compared(right[number], trace, twin))
        results.append(CaseResult(number + 1, case, True, promise is None, compared, trace.mishap, shortfall))
    return results


def _compared(right: Trace, yours: Trace, twin: Trace | None) -> list[Compared]:
    """Return all quantities of two traces side by side; they are only shown where there is no `twin` to measure by."""
    found = []
    for entry in right.entries:
        other = yours.entry(entry.quantity) if entry.quantity in yours else None
        if twin is None or (other is None and yours.mishap):  # which was not to be expected any more
            found.append(Compared(entry.quantity, entry, other))
            continue
        same = twin.entry(entry.quantity) if entry.quantity in twin else None
        difference = first_difference(expected=Trace((entry,)), actual=yours, twin=twin)
        off = apart(entry, other, same)
        found.append(Compared(entry.quantity, entry, other, tolerance(entry, same), off, difference))
    return found + [Compared(one.quantity, None, one) for one in yours.entries if one.quantity not in right]


def neighbours(verdict: Verdict, answers: Answers) -> list[Neighbour]:
    """Return the known mistakes of a check, the nearest first: of several forms of one the nearest. Raises `Defect`."""
    nearest: dict[str, Neighbour] = {}
    for slug, traces in answers.mistakes(verdict.check, verdict.device, verdict.seed):
        one = _neighbour(slug, traces, verdict.traces)
        if slug not in nearest or _nearness(one) < _nearness(nearest[slug]):
            nearest[slug] = one
    return sorted(nearest.values(), key=_nearness)


def _nearness(one: Neighbour) -> tuple[bool, float, float, str]:
    return one.parts_in > 0, -one.alike / max(one.numbers, 1), one.distance, one.slug


def _neighbour(slug: str, wrong: Sequence[Trace], yours: Sequence[Trace]) -> Neighbour:
    off, parts_in, parts = [np.empty(0)], 0, None
    for number, theirs in enumerate(wrong, start=1):
        mine = yours[number - 1] if number <= len(yours) else Trace()
        is_comparable = number <= len(yours) and not (theirs.mishap or mine.mishap)
        difference = first_difference(expected=theirs, actual=mine, runaway=True) if is_comparable else None
        if not parts_in and (difference or not is_comparable):
            parts_in, parts = number, difference
        for entry in theirs.entries:
            other = mine.entry(entry.quantity) if entry.quantity in mine else None
            off.append(np.broadcast_to(_apart_both_ways(entry, other), entry.value.shape).ravel())
    distances = np.concatenate(off)
    alike = int((distances <= 1).sum())
    farthest = float(distances.max(initial=0.0)) if len(yours) == len(wrong) else np.inf
    return Neighbour(slug, alike, distances.size, farthest, parts_in, parts)


def _apart_both_ways(theirs: Entry, mine: Entry | None) -> np.ndarray:
    """Return how far elements lie apart, by the smaller of two scales: beside what has run away all else is alike."""
    off = apart(theirs, mine, None, runaway=True)
    if mine:
        believed = replace(mine, resolution=theirs.resolution, leeway=theirs.leeway)
        off = np.maximum(off, apart(believed, theirs, None, runaway=True))
    return off


@dataclass(frozen=True)
class Evidence:
    """All of it. Where there is one right answer, the `solution` is such a neighbour as well.

    `rate` is the one rate that every first move was made with, where another was given; `defect` is that of a known
    mistake, so that none was compared.
    """

    results: tuple[CaseResult, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    solution: Neighbour | None = None
    rate: float | None = None
    defect: Defect | None = None


NO_EVIDENCE = Evidence()


def evidence_of(verdict: Verdict, answers: Answers) -> Evidence:
    """Return what a verdict rests on; nothing where the checker itself has failed. Raises `OracleLost`."""
    if not verdict.status.is_settled:
        return NO_EVIDENCE
    cases = verdict.check.cases(verdict.seed)
    results = tuple(case_results(verdict, cases, answers))
    if not verdict.traces:
        return Evidence(results)
    try:
        known = tuple(neighbours(verdict, answers))
    except Defect as defect:
        return Evidence(results, defect=defect)
    right, _ = answers.reference(verdict.check, verdict.device, verdict.seed)
    solution = None if promise_of(verdict.check) else _neighbour("", right, verdict.traces)
    is_whole = verdict.status is Status.FAIL and len(verdict.traces) == len(cases)
    return Evidence(results, known, solution, fixed_rate(cases, verdict.traces, right) if is_whole else None)
