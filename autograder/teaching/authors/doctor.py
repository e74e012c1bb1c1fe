"""What authors of labs ask of `gradkit doctor`.

`--margins`: how far known mistakes lie from the reference, counted in tolerances. A verdict is fair while there is room: a
mistake has to be at least `MISTAKES_FROM` tolerances away, another right way of computing at most `VARIANTS_WITHIN`.
`--mutants`: solutions with one thing changed, and which of them a check takes for right work.
"""

import sys
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from autograder.errors import Defect
from autograder.judge.grading import Grader
from autograder.judge.judging import hold_against_the_solution, promise_of
from autograder.judge.messages import Answers
from autograder.judge.tolerance import tolerance
from autograder.labs.answers.mutants import Mutant, explained, mutants_of
from autograder.labs.catalogue import Check, Lab, all_labs
from autograder.labs.misconceptions import misconceptions_of
from autograder.sandbox.launch import Limits
from autograder.student.defects import tell, told_of
from autograder.teaching import wording
from autograder.trace import Trace

MISTAKES_FROM, VARIANTS_WITHIN = 10.0, 0.1
# A mutant that takes as long hangs, in seconds: solutions take a hundredth of that.
PATIENCE = 3.0


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
            distances.append((max(map(distance, right, twins, traces)), slug))
    return Margin(*min(distances), frozenset(slug for slug, _ in mistakes), frozenset(raising))


def distance(right: Trace, twin: Trace, trace: Trace) -> float:
    """Return how far a trace lies from the right one at its farthest entry, in tolerances; `inf` for other shapes."""
    recorded = {entry.quantity: entry for entry in trace.entries}
    twins = {entry.quantity: entry for entry in twin.entries}
    farthest = 0.0
    for entry in right.entries:
        other = recorded.get(entry.quantity)
        if other is None or other.kind != entry.kind or other.value.shape != entry.value.shape:
            return np.inf
        if entry.kind == "flag":
            farthest = max(farthest, np.inf if bool(entry.value) != bool(other.value) else 0.0)
            continue
        allowed = tolerance(entry, twins.get(entry.quantity))
        with np.errstate(invalid="ignore", over="ignore"):
            apart = np.abs(np.subtract(entry.value, other.value, dtype=np.float64)) / allowed
        farthest = max(farthest, float(np.nan_to_num(apart, nan=np.inf).max(initial=0.0)))
    return farthest


def tried(grader: Grader, lab: Lab) -> Iterator[tuple[Mutant, bool]]:
    """Yield `(mutant, passes)` of every mutant of a lab, as its own function's check judges it."""
    for check in lab.checks:
        for mutant in mutants_of(lab.name, check.function):
            (verdict,) = grader.grade(lab.name, mutant.source, f"{lab.name}.py", [check])
            yield mutant, verdict.passed


def mutants(say: Callable[[str], None]) -> int:
    """Say a line per lab, and one per mutant that passes and that nobody has explained; return how many those are."""
    found = 0
    with Grader(limits=Limits(seconds=PATIENCE)) as grader, tqdm(unit=wording.MUTANT_UNIT, file=sys.stderr) as bar:
        for lab in all_labs():
            known, count, alive = explained(lab.name), 0, []
            for mutant, passes in tried(grader, lab):
                bar.update()
                count += 1
                alive += [mutant] if passes else []
            holes = [mutant for mutant in alive if (mutant.function, mutant.was, mutant.becomes) not in known]
            found += len(holes)
            counts = {"mutants": count, "refused": count - len(alive), "same": len(alive) - len(holes)}
            say(wording.MUTANTS.format(lab=lab.name, **counts))
            for mutant in holes:
                say(wording.MUTANT_PASSES.format(mutant=mutant))
    return found
