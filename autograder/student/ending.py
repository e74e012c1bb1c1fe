"""What is shown when the last function of a lab passes, and when the last lab does."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.errors import UsageProblem
from autograder.labs.catalogue import Lab, all_labs
from autograder.labs.stubs import NOT_WRITTEN
from autograder.language import told
from autograder.student import wording
from autograder.student.choice import Choice
from autograder.student.hints import recall, remember
from autograder.student.plot import draw
from autograder.student.session import Graded, Session

if TYPE_CHECKING:
    from autograder.judge.grading import Grader
    from autograder.judge.verdict import Verdict

# Where pictures go: where gradkit plot would put them.
PICTURES = "plots"


def endings(session: Session, graded: Graded, *, chosen: bool = False) -> list[str]:
    """Return what is said at the end of each lab of the exercises that is whole now: once, or whenever
    it was `chosen`; or at the end of all labs.

    Where a function alone was checked, it may have been the lab's last: then the others are checked too.
    """
    own = [(choice, verdicts) for choice, verdicts in graded if choice.is_exercise]
    if is_everything(own):
        return the_end(own)
    lines = []
    for choice, verdicts in own:
        again = chosen and choice.checks == choice.lab.checks
        if (again or choice.lab.name not in recall().ended) and _is_whole(session, choice, verdicts):
            lines += ending(session.start(), choice)
    return lines


def is_everything(graded: Graded) -> bool:
    """Tell whether every function of every lab has passed."""
    passed = {verdict.check for _, verdicts in graded for verdict in verdicts if verdict.passed}
    return passed.issuperset(check for lab in all_labs() for check in lab.checks)


def _is_whole(session: Session, choice: Choice, verdicts: Sequence[Verdict]) -> bool:
    if not all(verdict.passed for verdict in verdicts):
        return False
    rest = tuple(check for check in choice.lab.checks if check not in choice.checks)
    source = choice.source or b""
    if any(NOT_WRITTEN.format(function=check.function).encode() in source for check in rest):
        return False
    return not rest or all(verdict.passed for verdict in session.grade(replace(choice, checks=rest)))


def ending(grader: Grader, choice: Choice) -> list[str]:
    """Return what is said at the end of a lab, draw its first picture, and remember that it was shown."""
    lab, memory = choice.lab, recall()
    pictures: list[str] = []
    with contextlib.suppress(UsageProblem):  # a folder that cannot be written costs nobody an ending
        if lab.name not in memory.ended:
            remember(replace(memory, ended=[*memory.ended, lab.name]))
        drawn = draw(grader, replace(choice, checks=lab.checks), PICTURES, "--out")
        pictures = [told(wording.YOUR_PICTURE, path=path) for path, why in [next(drawn, ("", "none"))] if not why]
    title = told(wording.END, title=told(lab.title), count=len(lab.checks), points=lab.points)
    lines = (*learnt(lab), *pictures, told(wording.END_COMPARE, lab=lab.name))
    return ["", title, "", *(f"  {line}".rstrip() for line in lines)]


def learnt(lab: Lab) -> Iterator[str]:
    """Yield what a lab has taught, its lesson's question and where it comes from, as far as it says, with blank lines."""
    if lab.learnt:
        yield from (told(lab.learnt), "")
    if question := question_of(lab):
        yield from (told(wording.END_QUESTION, question=told(question)), "")
    if lab.tutorial:
        yield from (told(wording.END_TUTORIAL, tutorial=told(lab.tutorial)), "")


def question_of(lab: Lab) -> str:
    """Return the question that a lab's lesson ends with, as one line."""
    _, question = lab.lesson
    return " ".join(question.splitlines()[1:]).strip()


def the_end(graded: Graded) -> list[str]:
    """Return the screen of somebody who has every point."""
    points = sum(verdict.points for _, verdicts in graded for verdict in verdicts)
    functions = sum(len(verdicts) for _, verdicts in graded)
    head = told(wording.THE_END, points=points, functions=functions, labs=len(graded)).splitlines()
    labs = [choice.lab for choice, _ in graded if choice.lab.learnt]
    taught = [f"  {told(lab.title)}: {told(lab.learnt).partition('. ')[0].rstrip('.')}." for lab in labs]
    known = [told(wording.YOU_KNOW), *taught, ""] if taught else []
    return ["", *head, "", *known, *told(wording.READ_ON).splitlines()]


def solution_for(grader: Grader, verdicts: Sequence[Verdict], source: bytes, path: str) -> tuple[str, str]:
    """Return `(the solution of a lab, "")`, or `("", why not)`; `verdicts` are those on all functions of the file."""
    lab = verdicts[0].check.lab
    if missing := [verdict.check.function for verdict in verdicts if not verdict.passed]:
        return "", told(wording.SOLUTION_NOT_YET, lab=lab, functions=", ".join(missing))
    text = grader.solution(lab, source, path)
    return text, "" if text else told(wording.SOLUTION_SHUT, lab=lab)
