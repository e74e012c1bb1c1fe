"""What failed on our side is told on standard error, whole, to whoever looks after the labs."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from typing import TYPE_CHECKING

from autograder.errors import Defect
from autograder.student import wording

if TYPE_CHECKING:
    from autograder.judge.verdict import Verdict


def tell(defects: Iterable[tuple[str, str] | None]) -> int:
    """Print every one of `(line, trace)` pairs once, as it comes; None is passed over. Return how many there were."""
    found = set()
    for defect in defects:
        if defect and defect not in found:
            found.add(defect)
            line, trace = defect
            print(f"{trace}gradkit: {wording.DEFECT.format(line=line)}", file=sys.stderr, flush=True)
    return len(found)


def told_of(verdict: Verdict) -> tuple[str, str] | None:
    """Return the `(line, trace)` of a verdict's defect, or None."""
    return (str(verdict.defect), verdict.defect.trace) if verdict.defect else None


def tell_of_failure(problem: Exception) -> None:
    """Print what nobody expected: the traceback, and one line that says whose fault it is."""
    if isinstance(problem, Defect):
        tell([(str(problem), problem.trace)])
        return
    traceback.print_exception(problem)
    print(f"gradkit: {wording.OUR_FAILURE.format(problem=type(problem).__name__)}", file=sys.stderr, flush=True)
