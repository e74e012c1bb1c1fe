"""Hints, one rung at a time, and what is kept of a student beside the exercises, for them alone."""

import json
from dataclasses import asdict, dataclass, field, replace

from autograder.errors import or_usage_problem
from autograder.labs.catalogue import EXERCISES, Check
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


def next_hint(check: Check) -> list[str]:
    """Return the lines of the next rung of a check's hints, and remember that it was read. The last one repeats."""
    memory = recall()
    rung = min(memory.hints.get(check.name, 0), len(check.hints) - 1)
    remember(replace(memory, hints={**memory.hints, check.name: rung + 1}))
    title = wording.HINT.format(name=check.name, rung=rung + 1, rungs=len(check.hints))
    sentence = wording.NO_MORE_HINTS if rung + 1 == len(check.hints) else wording.ONE_MORE_HINT
    more = sentence.format(function=check.function, name=check.name)
    return [title, "", f"  {check.hints[rung]}", "", more]
