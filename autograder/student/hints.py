"""Hints, one rung at a time."""

from dataclasses import replace

from autograder.labs.catalogue import Check
from autograder.student import wording
from autograder.student.memory import recall, remember


def next_hint(check: Check) -> list[str]:
    """Return the lines of the next rung of a check's hints, and remember that it was read. The last one repeats."""
    memory = recall()
    rung = min(memory.hints.get(check.name, 0), len(check.hints) - 1)
    remember(replace(memory, hints={**memory.hints, check.name: rung + 1}))
    title = wording.HINT.format(name=check.name, rung=rung + 1, rungs=len(check.hints))
    sentence = wording.NO_MORE_HINTS if rung + 1 == len(check.hints) else wording.ONE_MORE_HINT
    more = sentence.format(function=check.function, name=check.name)
    return [title, "", f"  {check.hints[rung]}", "", more]
