"""What is kept of a student beside the exercises, for them alone: how far the hints were read, and where they were."""

import json

from autograder.errors import UsageProblem
from autograder.labs.catalogue import EXERCISES
from autograder.student import wording

KEPT = EXERCISES / ".gradkit.json"


def recall():
    """Return `{"hints": {check name: rungs read}, "place": lab name or ""}`. A file that makes no sense counts as none."""
    try:
        kept = json.loads(KEPT.read_text(encoding="utf-8"))
        hints = {name: rungs for name, rungs in kept.get("hints", {}).items() if isinstance(rungs, int)}
        place = kept.get("place", "")
    except (OSError, ValueError, AttributeError):
        hints, place = {}, ""
    return {"hints": hints, "place": place if isinstance(place, str) else ""}


def remember(**changes):
    """Keep what has changed. Raises `UsageProblem` when it cannot be written."""
    try:
        KEPT.write_text(json.dumps({**recall(), **changes}, indent=1) + "\n", encoding="utf-8")
    except OSError as problem:
        raise UsageProblem(wording.CANNOT_WRITE, path=KEPT, reason=problem.strerror) from None
