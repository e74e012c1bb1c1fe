"""Hints, one rung at a time. How far somebody has read is kept beside the exercises, for them alone."""

import json

from autograder.faces import wording
from autograder.faces.problems import UsageProblem
from autograder.labs.catalogue import EXERCISES

KEPT = EXERCISES / ".gradkit.json"


def next_hint(check):
    """Return the lines of the next rung of a check's hints, and remember that it was read. The last one repeats."""
    read = rungs_read()
    rung = min(read.get(check.name, 0), len(check.hints) - 1)
    _remember({**read, check.name: rung + 1})
    last = rung + 1 == len(check.hints)
    more = (
        wording.NO_MORE_HINTS.format(function=check.function) if last else wording.ONE_MORE_HINT.format(name=check.name)
    )
    return [f"{check.name}, hint {rung + 1} of {len(check.hints)}", "", f"  {check.hints[rung]}", "", more]


def rungs_read():
    """Return how many rungs were read: check name -> number. A file that cannot be understood counts as none."""
    try:
        read = json.loads(KEPT.read_text(encoding="utf-8"))["hints"]
        return {name: rungs for name, rungs in read.items() if isinstance(rungs, int)}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _remember(read):
    try:
        KEPT.write_text(json.dumps({"hints": read}, indent=1) + "\n", encoding="utf-8")
    except OSError as problem:
        raise UsageProblem("CANNOT_WRITE", path=KEPT, reason=problem.strerror) from None
