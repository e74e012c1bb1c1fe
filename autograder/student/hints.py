"""Hints, one rung at a time, and what is kept of a student beside the exercises, for them alone."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from autograder.errors import UsageProblem
from autograder.judge.verdict import Verdict
from autograder.labs.catalogue import Check
from autograder.labs.course import exercises
from autograder.labs.misconceptions import misconceptions_of
from autograder.labs.patterns import patterns
from autograder.language import told
from autograder.student import wording

KEPT = ".gradkit.json"


@dataclass(frozen=True)
class Memory:
    """`read` holds which rungs were read, in that order, by the check's name; `mistakes` what its last check named.

    `place` is the lab that was worked on last, or ""; `ended` are the labs whose ending was shown.
    """

    read: dict[str, list[str]] = field(default_factory=dict)
    mistakes: dict[str, str] = field(default_factory=dict)
    place: str = ""
    ended: list[str] = field(default_factory=list)


def recall() -> Memory:
    """Return what was kept. A file that makes no sense counts as none."""
    try:
        kept = json.loads((exercises() / KEPT).read_text(encoding="utf-8"))
        read = {name: _texts(rungs) for name, rungs in kept.get("read", {}).items()}
        mistakes = {name: slug for name, slug in kept.get("mistakes", {}).items() if isinstance(slug, str)}
        place = kept.get("place", "")
        return Memory(read, mistakes, place if isinstance(place, str) else "", _texts(kept.get("ended")))
    except (OSError, ValueError, AttributeError):
        return Memory()


def _texts(values: Any) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def remember(memory: Memory) -> bool:
    """Keep something in place of what was kept before; tell whether that could be done. It may be read-only, or none."""
    try:
        (exercises() / KEPT).write_text(json.dumps(asdict(memory), indent=1) + "\n", encoding="utf-8")
        return True
    except (OSError, UsageProblem):
        return False


def remember_mistakes(verdicts: Iterable[Verdict]) -> None:
    """Keep what mistake each of these checks was called, for its next hint."""
    memory = recall()
    named = {**memory.mistakes, **{verdict.check.name: verdict.misconception for verdict in verdicts}}
    mistakes = {name: slug for name, slug in named.items() if slug}
    if mistakes != memory.mistakes:
        remember(replace(memory, mistakes=mistakes))


def next_hint(check: Check, mistake: str = "") -> list[str]:
    """Return the lines of a check's hints up to the next one, numbered, and remember that it was read.

    Where that cannot be kept, all come at once. `mistake` is what its last check was called, or "".
    """
    memory, rungs = recall(), rungs_of(check, mistake)
    read = [rung for rung in memory.read.get(check.name, ()) if rung in rungs]
    left = [rung for rung in rungs if rung not in read]
    read += left[:1]
    if not remember(replace(memory, read={**memory.read, check.name: read})):
        read, left = [*rungs], []
    title = told(wording.HINT, name=check.name, rung=len(read), rungs=len(rungs))
    lines = [line for number, rung in enumerate(read, start=1) for line in _numbered(number, rungs[rung])]
    sentence = wording.ONE_MORE_HINT if left[1:] else wording.NO_MORE_HINTS
    return [title, *lines, "", told(sentence, function=check.function, name=check.name)]


def rungs_of(check: Check, mistake: str = "") -> dict[str, str]:
    """Return all there is to say to somebody who is stuck, by the names under which it is remembered.

    A named mistake comes first, then three hints from a question to the order of steps, then a pattern on another function.
    """
    rungs = {}
    if known := misconceptions_of(check.lab).get(mistake):
        rungs[mistake] = told(wording.HINT_OF_MISTAKE, question=told(known.question), habit=told(known.habit))
    rungs |= {f"{number}": told(hint) for number, hint in enumerate(check.hints, start=1)}
    if pattern := patterns().get(check.pattern):
        rungs[check.pattern] = told(wording.HINT_BY_PATTERN, about=told(pattern.about), code=pattern.code)
    return rungs


def _numbered(number: int, text: str) -> list[str]:
    first, *rest = text.splitlines()
    return ["", f"  {number}. {first}", *(f"     {line}".rstrip() for line in rest)]
