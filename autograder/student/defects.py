"""What failed on our side is told on standard error, whole, to whoever looks after the labs."""

import sys
import traceback
from collections.abc import Iterable

from autograder.errors import Defect
from autograder.language import told
from autograder.student import wording


def tell(defects: Iterable[tuple[str, str] | None]) -> int:
    """Print every one of `(line, trace)` pairs once, as it comes; None is passed over. Return how many there were."""
    found = set()
    for defect in defects:
        if defect and defect not in found:
            found.add(defect)
            line, trace = defect
            print(f"{trace}gradkit: {told(wording.DEFECT, line=line)}", file=sys.stderr, flush=True)
    return len(found)


def told_of(defect: Defect | None) -> tuple[str, str] | None:
    """Return the `(line, trace)` of a defect, None of none."""
    return (str(defect), defect.trace) if defect else None


def tell_of_failure(problem: Exception) -> None:
    """Print what nobody expected: the traceback, and one line that says whose fault it is."""
    if isinstance(problem, Defect):
        tell([told_of(problem)])
        return
    traceback.print_exception(problem)
    print(f"gradkit: {told(wording.OUR_FAILURE, problem=type(problem).__name__)}", file=sys.stderr, flush=True)
