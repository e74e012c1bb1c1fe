"""What is kept of a student beside the exercises, for them alone: how far the hints were read, and where they were."""

import json
from dataclasses import asdict, dataclass, field

from autograder.errors import or_usage_problem
from autograder.labs.catalogue import EXERCISES
from autograder.student import wording

KEPT = EXERCISES / ".gradkit.json"


@dataclass(frozen=True)
class Memory:
    """`hints` is how many rungs were read, by the check's name; `place` the lab that was worked on last, or ""."""

    hints: dict[str, int] = field(default_factory=dict)
    place: str = ""


def recall() -> Memory:
    """Return what was kept. A file that makes no sense counts as none."""
    try:
        kept = json.loads(KEPT.read_text(encoding="utf-8"))
        hints = {name: rungs for name, rungs in kept.get("hints", {}).items() if isinstance(rungs, int)}
        place = kept.get("place", "")
    except (OSError, ValueError, AttributeError):
        return Memory()
    return Memory(hints, place if isinstance(place, str) else "")


def remember(memory: Memory) -> None:
    """Keep something in place of what was kept before. Raises `UsageProblem` when it cannot be written."""
    with or_usage_problem(wording.CANNOT_WRITE, path=KEPT):
        KEPT.write_text(json.dumps(asdict(memory), indent=1) + "\n", encoding="utf-8")
