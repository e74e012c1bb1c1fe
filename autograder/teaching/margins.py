"""`gradkit doctor --margins`: how far the nearest known mistake of every check is, and what its author has to mend."""

from collections.abc import Callable, Set

from autograder.errors import Defect
from autograder.judge.grading import Grader
from autograder.judge.margins import MISTAKES_FROM, Margin
from autograder.labs.catalogue import Check, all_labs
from autograder.labs.misconceptions import misconceptions
from autograder.student.defects import tell
from autograder.teaching import wording


def margins(say: Callable[[str], None]) -> int:
    """Say a line per check: its nearest mistake, in tolerances. Return how many have something to be mended."""
    say(wording.MARGINS.format(least=MISTAKES_FROM))
    try:
        known = misconceptions().keys()
    except ValueError as problem:
        say(f"  ✗ {problem}")
        return 1
    found = 0
    with Grader() as grader:
        for check in (check for lab in all_labs() for check in lab.checks):
            trouble: bool | int
            try:
                line, trouble = _row(check, grader.margin(check), known)
            except Defect as defect:
                line, trouble = f"{check.name:<45} {wording.HAS_A_DEFECT}", tell([(str(defect), defect.trace)])
            say(f"  {'✗' if trouble else '✓'} {line}")
            found += bool(trouble)
    return found


def _row(check: Check, margin: Margin | None, known: Set[str]) -> tuple[str, bool]:
    """Return `(line, is there something to be mended)`; `known` are the slugs that have a question."""
    if margin is None:
        return f"{check.name:<45} {wording.BY_PROMISE}", False
    troubles = [wording.TOO_NEAR] if margin.nearest_mistake < MISTAKES_FROM else []
    troubles += [wording.RAISES.format(slug=slug) for slug in sorted(margin.raising)]
    troubles += [wording.NO_QUESTION.format(slug=slug) for slug in sorted(margin.slugs - known)]
    far = f"{margin.nearest_mistake:12.1f}  {margin.slug}" if margin.slug else wording.NO_MISTAKE
    return "; ".join((f"{check.name:<45} {far}", *troubles)), bool(troubles)
