"""Hints, one rung at a time."""

from autograder.student import wording
from autograder.student.memory import recall, remember


def next_hint(check):
    """Return the lines of the next rung of a check's hints, and remember that it was read. The last one repeats."""
    read = recall()["hints"]
    rung = min(read.get(check.name, 0), len(check.hints) - 1)
    remember(hints={**read, check.name: rung + 1})
    sentence = wording.NO_MORE_HINTS if rung + 1 == len(check.hints) else wording.ONE_MORE_HINT
    more = sentence.format(function=check.function, name=check.name)
    return [f"{check.name}, hint {rung + 1} of {len(check.hints)}", "", f"  {check.hints[rung]}", "", more]
