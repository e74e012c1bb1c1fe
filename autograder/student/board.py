"""The board: one line per lab, a mark per check, the points, and the one thing to do next."""

from collections.abc import Sequence

from autograder.errors import Defect
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import Lab
from autograder.language import told
from autograder.student import wording
from autograder.student.card import card, place_of
from autograder.student.choice import Choice
from autograder.student.session import Graded
from autograder.trace import MishapKind

BAR = 20


def mark(status: Status) -> str:
    """Return the sign of a status: passed, waiting, not started, or anything else that is not right yet."""
    return wording.MARKS.get(status, wording.OTHER_MARK)


def verdict_mark(verdict: Verdict) -> str:
    """Return the sign of a verdict: that of its status, but for what nobody has begun to mend."""
    return mark(Status.NOT_STARTED if verdict.as_given else verdict.status)


def status_words(status: Status, waits_for: str = "") -> str:
    """Return what a status is called in a sentence."""
    return told(wording.STATUS_WORDS[status], waits_for=waits_for or told(wording.ANOTHER_FUNCTION))


def verdict_words(verdict: Verdict) -> str:
    """Return what became of a check, as it is said in a sentence."""
    return told(wording.TO_MEND) if verdict.as_given else status_words(verdict.status, verdict.waits_for)


def lab_line(lab: Lab, verdicts: Sequence[Verdict]) -> str:
    """Return a lab's line: "slope_and_bias  ✓ forward  ✗ train_model  – descent_path (waiting for train_model)"."""
    words = []
    if verdicts and all(verdict.fails_on_import for verdict in verdicts):
        return f"{lab.name:<20}  {wording.OTHER_MARK} {told(wording.CANNOT_BE_IMPORTED)}"
    if verdicts and all(verdict.status is Status.MISSING for verdict in verdicts):
        return f"{lab.name:<20}  {verdict_mark(verdicts[0])} {verdict_words(verdicts[0])}"
    for verdict in verdicts:
        says_all = verdict.status in (Status.PASS, Status.FAIL, Status.NOT_STARTED) and not verdict.as_given
        reason = "" if says_all else f" ({verdict_words(verdict)})"
        words.append(f"{verdict_mark(verdict)} {verdict.check.function}{reason}")
    return f"{lab.name:<20}  {'  '.join(words)}"


def score_line(verdicts: Sequence[Verdict]) -> str:
    """Return "[######>-----] 5 of 30 points"."""
    points, total = sum(v.points for v in verdicts), sum(v.check.points for v in verdicts)
    filled = round(BAR * points / total) if total else 0
    bar = "#" * filled + (">" + "-" * (BAR - filled - 1) if filled < BAR else "")
    return f"[{bar}] {told(wording.SCORE, points=points, total=total)}"


def next_verdict(graded: Graded) -> Verdict | None:
    """Return the first verdict, in the order of the course, whose check can be worked on; None where there is none."""
    return next((v for _, verdicts in graded for v in verdicts if v.status.is_to_do and v.status.is_settled), None)


def next_line(graded: Graded) -> str:
    """Return the one thing to do next."""
    verdict = next_verdict(graded)
    if verdict is None:
        if not all(v.passed for _, verdicts in graded for v in verdicts):
            return told(wording.NOT_ALL_CHECKED)
        if any(choice.checks != choice.lab.checks for choice, _ in graded):
            return told(wording.ASKED_DONE)
        return told(wording.ALL_DONE, lab=graded[0][0].lab.name if len(graded) == 1 else "LAB")
    path = next(choice.shown_path for choice, _ in graded if choice.lab.name == verdict.check.lab)
    stuck = "" if verdict.status is Status.MISSING else f"    {told(wording.STUCK, name=verdict.check.name)}"
    return to_do(verdict, path) + stuck


def to_do(verdict: Verdict, path: str) -> str:
    """Return what is to be done about a verdict that has not passed, and where; `path` is the student's file."""
    if verdict.status is Status.MISSING:
        return told(verdict.detail)
    is_blank = verdict.status is Status.NOT_STARTED
    sentence = wording.NEXT_WRITE if is_blank else wording.NEXT_AS_GIVEN if verdict.as_given else wording.NEXT_MEND
    return told(sentence, function=verdict.check.function, place=place_of(verdict, path))


def board(graded: Graded) -> list[str]:
    """Return the lines of the board for `[(Choice, [Verdict, …]), …]`."""
    every = [verdict for _, verdicts in graded for verdict in verdicts]
    lines: list[str] = []
    when = ""
    for choice, verdicts in graded:
        if (now := when_due(choice.lab)) != when:
            when = now
            lines += [*([""] if lines else []), *([when] if when else [])]
        lines.append(lab_line(choice.lab, verdicts))
    return [*lines, "", next_line(graded), score_line(every)]


def when_due(lab: Lab) -> str:
    """Return in which week a lab is due, and until when; "" where nobody says. The time is the course's."""
    if not lab.due:
        return told(wording.WEEK, week=lab.week) if lab.week else ""
    is_elsewhere = lab.due.utcoffset() != lab.due.astimezone().utcoffset()
    when = f"{lab.due:%Y-%m-%d %H:%M %Z}" if is_elsewhere else f"{lab.due:%Y-%m-%d %H:%M}"
    return told(wording.WEEK_DUE, week=lab.week, when=when) if lab.week else told(wording.DUE, when=when)


def cards(graded: Graded) -> list[str]:
    """Return the cards of everything that was tried and is not right, a blank line before each."""
    lines = []
    for choice, verdicts in graded:
        if verdicts and all(verdict.fails_on_import for verdict in verdicts):
            lines += ["", *card_of(choice, verdicts[0], told(wording.WHOLE_FILE))]
            continue
        # Who asks for a single function wants to see what is wrong with it, whoever wrote it.
        asked = choice.checks if len(choice.checks) == 1 else ()
        for verdict in verdicts:
            if was_tried(verdict) or (verdict.as_given and verdict.check in asked):
                lines += ["", *card_of(choice, verdict)]
    return lines


def was_tried(verdict: Verdict) -> bool:
    """Tell whether a student wrote what has not passed, so that a card has something to say of it."""
    if verdict.as_given or verdict.status is Status.MISSING or not verdict.status.is_to_do:
        return False
    is_unfinished = verdict.mishap and verdict.mishap.kind is MishapKind.UNFINISHED
    return verdict.status is not Status.NOT_STARTED or bool(is_unfinished)


def card_of(choice: Choice, verdict: Verdict, title: str = "") -> list[str]:
    """Return the card of a verdict on the file that was chosen; `title` is the function, if not given."""
    try:
        more = [f"  {told(wording.TRY, name=verdict.check.name)}"] if verdict.counterexample else []
        return [*card(verdict, choice.shown_path, choice.source or b"", title), *more]
    except Exception as problem:
        raise Defect.of(problem, verdict.check.lab, verdict.check.function) from problem
