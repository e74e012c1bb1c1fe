"""A lab's lesson as it is written: prose, code that draws, where the functions stand, and a question at the end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.errors import UsageProblem
from autograder.labs.catalogue import Lab
from autograder.nbgrader import wording

PROSE, CODE, FUNCTION, QUESTION = "prose", "code", "function", "question"
_MARKS = re.compile(r"^```python\n(?P<code>.*?)\n```$|^<!-- function: (?P<function>\w+) -->$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One piece of a lesson: its kind, and its text, which for a function is the name alone."""

    kind: str
    text: str


def lesson_of(lab: Lab) -> list[Block]:
    """Return the blocks of a lab's `lesson.md`, in order; the question, if there is one, comes last.

    Where it places no function, they all come after it. Raises `UsageProblem` where it places others than the lab's.
    """
    story, question = lab.lesson
    blocks, functions = list(_blocks(story)), [check.function for check in lab.checks]
    placed = [block.text for block in blocks if block.kind == FUNCTION]
    if not placed:
        blocks += [Block(FUNCTION, function) for function in functions]
    elif placed != functions:
        path, placed_there, wanted = lab.folder / "lesson.md", ", ".join(placed), ", ".join(functions)
        raise UsageProblem(wording.LESSON_UNFIT, path=path, placed=placed_there, functions=wanted)
    return [*blocks, Block(QUESTION, question)] if question else blocks


def answer_of(lab: Lab) -> str:
    """Return what a good answer to the lab's written question says, for who marks it."""
    path = lab.solution.with_suffix(".md")
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def _blocks(story: str) -> Iterator[Block]:
    end = 0
    for mark in _MARKS.finditer(story):
        yield from _prose(story[end : mark.start()])
        end = mark.end()
        kind = CODE if mark["function"] is None else FUNCTION
        yield Block(kind, mark[kind])
    yield from _prose(story[end:])


def _prose(text: str) -> Iterator[Block]:
    if text.strip():
        yield Block(PROSE, text.strip())
