"""The board: one line per lab, a mark per check, the points, and the one thing to do next."""

from collections.abc import Container, Sequence

from autograder.errors import Defect
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import Lab
from autograder.student import wording
from autograder.student.card import card, place_of
from autograder.student.session import Graded
from autograder.trace import MishapKind

BAR = 20


def mark(status: Status) -> str:
    """Return the sign of a status: passed, waiting, not started, or anything else that is not right yet."""
    return wording.MARKS.get(status, wording.OTHER_MARK)


def status_words(status: Status, waits_for: str = "") -> str:
    """Return what a status is called in a sentence."""
    return wording.STATUS_WORDS[status].format(waits_for=waits_for or "another function")


def lab_line(lab: Lab, verdicts: Sequence[Verdict]) -> str:
    """Return a lab's line: "slope_and_bias  ✓ forward  ✗ train_model  – descent_path (waiting for train_model)"."""
    words = []
    if verdicts and all(verdict.fails_on_import for verdict in verdicts):
        return f"{lab.name:<20}  {wording.OTHER_MARK} {wording.CANNOT_BE_IMPORTED}"
    for verdict in verdicts:
        says_all = verdict.status in (Status.PASS, Status.FAIL, Status.NOT_STARTED)
        reason = "" if says_all else f" ({status_words(verdict.status, verdict.waits_for)})"
        words.append(f"{mark(verdict.status)} {verdict.check.function}{reason}")
    return f"{lab.name:<20}  {'  '.join(words)}"


def score_line(verdicts: Sequence[Verdict]) -> str:
    """Return "[######>-----] 5 of 30 points"."""
    points, total = sum(v.points for v in verdicts), sum(v.check.points for v in verdicts)
    filled = round(BAR * points / total) if total else 0
    bar = "#" * filled + (">" + "-" * (BAR - filled - 1) if filled < BAR else "")
    return f"[{bar}] {wording.SCORE.format(points=points, total=total)}"


def next_verdict(graded: Graded) -> Verdict | None:
    """Return the first verdict, in the order of the course, whose check can be worked on; None where there is none."""
    return next((v for _, verdicts in graded for v in verdicts if v.status.is_to_do and v.status.is_settled), None)


def next_line(graded: Graded) -> str:
    """Return the one thing to do next."""
    verdict = next_verdict(graded)
    if verdict is None:
        done = all(v.passed for _, verdicts in graded for v in verdicts)
        return wording.ALL_DONE if done else wording.NOT_ALL_CHECKED
    path = next(choice.shown_path for choice, _ in graded if choice.lab.name == verdict.check.lab)
    sentence = wording.NEXT_WRITE if verdict.status is Status.NOT_STARTED else wording.NEXT_MEND
    todo = sentence.format(function=verdict.check.function, place=place_of(verdict, path))
    return f"{todo}    {wording.STUCK.format(name=verdict.check.name)}"


def board(graded: Graded) -> list[str]:
    """Return the lines of the board for `[(Choice, [Verdict, …]), …]`."""
    every = [verdict for _, verdicts in graded for verdict in verdicts]
    lines = [lab_line(choice.lab, verdicts) for choice, verdicts in graded]
    return [*lines, "", next_line(graded), score_line(every)]


def cards(graded: Graded, untouched: Container[str] = ()) -> list[str]:
    """Return the cards of everything that was tried and is not right, a blank line before each.

    Labs in `untouched` have none: nobody has begun there, and a function to mend has the defect that it was given with.
    """
    lines = []
    for choice, verdicts in graded:
        if choice.lab.name in untouched:
            continue
        source = choice.source or b""
        if verdicts and all(verdict.fails_on_import for verdict in verdicts):
            lines += ["", *_card(verdicts[0], choice.shown_path, source, wording.WHOLE_FILE)]
            continue
        for verdict in verdicts:
            if verdict.status.is_to_do and not _is_blank(verdict):
                lines += ["", *_card(verdict, choice.shown_path, source)]
    return lines


def changed_lines(graded: Graded) -> list[str]:
    """Return what is said of functions that were just written: a line for each that is right, a card for the others."""
    right = [verdict.check for _, verdicts in graded for verdict in verdicts if verdict.passed]
    lines = [wording.NOW_RIGHT.format(function=check.function) for check in right]
    return [*([""] if lines else []), *lines, *cards(graded)]


def _is_blank(verdict: Verdict) -> bool:
    """Tell whether nothing was written yet: a card would have nothing to say."""
    is_unfinished = verdict.mishap and verdict.mishap.kind is MishapKind.UNFINISHED
    return verdict.status is Status.NOT_STARTED and not is_unfinished


def _card(verdict: Verdict, path: str, source: bytes, title: str = "") -> list[str]:
    try:
        return card(verdict, path, source, title)
    except Exception as problem:
        raise Defect.of(problem, verdict.check.lab, verdict.check.function) from problem
