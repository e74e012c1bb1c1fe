"""What failed on our side is told on standard error, whole, to whoever looks after the labs."""

import sys
import traceback

from autograder.student import wording


def tell(defects):
    """Print every one of `(line, trace)` pairs once; None among them is passed over. Return how many there were."""
    found = set()
    for defect in defects:
        if defect and tuple(defect) not in found:
            found.add(tuple(defect))
            line, trace = defect
            print(f"{trace}gradkit: {wording.DEFECT.format(line=line)}", file=sys.stderr, flush=True)
    return len(found)


def told_of(verdict):
    """Return the `(line, trace)` of a verdict's defect, or None."""
    return (str(verdict.defect), verdict.defect.trace) if verdict.defect else None


def tell_of_failure(problem):
    """Print what nobody expected: the traceback, and one line that says whose fault it is."""
    if trace := getattr(problem, "trace", None):
        tell([(str(problem), trace)])
        return
    traceback.print_exception(problem)
    print(f"gradkit: {wording.OUR_FAILURE.format(problem=type(problem).__name__)}", file=sys.stderr, flush=True)
