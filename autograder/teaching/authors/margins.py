"""How far known mistakes lie from what is right, counted in tolerances: `gradkit doctor --margins`.

A verdict is fair while there is room: a mistake has to be at least `MISTAKES_FROM` tolerances away, another right way of
computing at most `VARIANTS_WITHIN`.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass

import numpy as np

from autograder.errors import Defect
from autograder.judge.compare import RUNAWAY
from autograder.judge.grading import Grader
from autograder.judge.judging import hold_against_the_solution, promise_of
from autograder.judge.messages import Answers
from autograder.judge.tolerance import tolerance
from autograder.labs.catalogue import Check, all_labs
from autograder.labs.misconceptions import misconceptions_of
from autograder.student.defects import tell, told_of
from autograder.teaching.authors import wording
from autograder.trace import Entry, Trace, Traces

MISTAKES_FROM, VARIANTS_WITHIN = 10.0, 0.1


@dataclass(frozen=True)
class Margin:
    """Of one check: the distance of the nearest mistake and its slug, `inf` and "" where the check has none.

    `slugs` are those of all its mistakes, `raising` of those that are none: they end in an exception.
    """

    nearest_mistake: float
    slug: str
    slugs: frozenset[str] = frozenset()
    raising: frozenset[str] = frozenset()


def margins(say: Callable[[str], None]) -> int:
    """Say a line per check: its nearest mistake, in tolerances. Return how many have something to be mended."""
    say(wording.MARGINS.format(least=MISTAKES_FROM))
    found = 0
    with Grader() as grader:
        for check in (check for lab in all_labs() for check in lab.checks):
            try:
                line, trouble = _row(check, margin(grader, check), misconceptions_of(check.lab).keys())
            except Defect as defect:
                line, trouble = f"{check.name:<45} {wording.HAS_A_DEFECT}", bool(tell([told_of(defect)]))
            say(f"  {'✗' if trouble else '✓'} {line}")
            found += trouble
    return found


def _row(check: Check, found: Margin | None, known: Set[str]) -> tuple[str, bool]:
    """Return `(line, is there something to be mended)`; `known` are the slugs that have a question."""
    if found is None:
        return f"{check.name:<45} {wording.BY_PROMISE}", False
    troubles = [wording.TOO_NEAR] if found.nearest_mistake < MISTAKES_FROM else []
    troubles += [wording.RAISES.format(slug=slug) for slug in sorted(found.raising)]
    troubles += [wording.NO_QUESTION.format(slug=slug) for slug in sorted(found.slugs - known)]
    far = f"{found.nearest_mistake:12.1f}  {found.slug}" if found.slug else wording.NO_MISTAKE
    return "; ".join((f"{check.name:<45} {far}", *troubles)), bool(troubles)


def margin(grader: Grader, check: Check) -> Margin | None:
    """Return the `Margin` of a check, None of one that is judged by a promise. Raises the `Defect` that its lab has."""
    where = grader.answers, grader.device, grader.seed
    try:
        hold_against_the_solution(check, check.cases(grader.seed), *where)
        return None if promise_of(check) else margin_of(check, *where)
    except Exception as problem:
        raise Defect.of(problem, check.lab, check.function) from problem


def margin_of(check: Check, answers: Answers, device: str, seed: int) -> Margin:
    """Return the `Margin` of a check that is judged by a reference."""
    right, twins = answers.reference(check, device, seed)
    distances = [(np.inf, "")]
    raising = set()
    mistakes = answers.mistakes(check, device, seed)
    for slug, traces in mistakes:
        if any(trace.mishap for trace in traces):
            raising.add(slug)
        else:
            distances.append((farthest(right, twins, traces), slug))
    return Margin(*min(distances), frozenset(slug for slug, _ in mistakes), frozenset(raising))


def farthest(right: Traces, twins: Traces, traces: Traces) -> float:
    """Return how far traces lie from the right ones in the case in which that is seen best: see `distance`."""
    return max(map(distance, right, twins, traces))


def distance(right: Trace, twin: Trace, trace: Trace, *, runaway: bool = False) -> float:
    """Return how far a trace lies from the right one at its farthest entry, in tolerances; `inf` for other shapes."""
    recorded = {entry.quantity: entry for entry in trace.entries}
    twins = {entry.quantity: entry for entry in twin.entries}
    entries = ((entry, recorded.get(entry.quantity), twins.get(entry.quantity)) for entry in right.entries)
    return max((float(apart(*entry, runaway=runaway).max(initial=0.0)) for entry in entries), default=0.0)


def apart(entry: Entry, other: Entry | None, twin: Entry | None, *, runaway: bool = False) -> np.ndarray:
    """Return how far each element lies from the right one, in tolerances: a single `inf` for another shape.

    With `runaway`, elements that have left every bound lie together: see `first_difference`.
    """
    if other is None or other.kind != entry.kind or other.value.shape != entry.value.shape:
        return np.array(np.inf)
    if entry.kind == "flag":
        return np.array(np.inf if bool(entry.value) != bool(other.value) else 0.0)
    with np.errstate(invalid="ignore", over="ignore"):
        off = np.abs(np.subtract(entry.value, other.value, dtype=np.float64)) / tolerance(entry, twin)
        both = ~(np.abs(entry.value) < RUNAWAY) & ~(np.abs(other.value) < RUNAWAY / 1e3)
    return np.where(both & runaway, 0.0, np.nan_to_num(off, nan=np.inf, posinf=np.inf))
