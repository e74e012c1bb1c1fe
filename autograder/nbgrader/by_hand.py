"""What `gradkit override` gave, as nbgrader keeps what a person gave: manual scores, and comments that say why.

Ours are those where the comment is a sentence of the log, and the score what that sentence gives. What somebody gave in the
formgrader is theirs, and is neither changed nor taken away.
"""

import math
from collections.abc import Iterable, Iterator

from nbgrader.api import Comment, SubmittedNotebook
from nbgrader.api import Grade as Entry

from autograder.nbgrader.markdown import disarmed
from autograder.nbgrader.source_notebook import TEST
from autograder.teaching.grades.grade import Grade
from autograder.teaching.grades.overrides import Action, Override
from autograder.teaching.pages.given import said_of
from autograder.teaching.rows import LedgerRow

# Of a point: a power of two, so that floats hold each exactly, and six digits say it.
_PARTS = 64
# A sentence, and the score that it gives, None for one that depends on what the rest of the lab has.
Given = tuple[str, float | None]


def enter_by_hand(submission: SubmittedNotebook, grade: Grade, log: Iterable[Override]) -> Iterator[str]:
    """Enter what counts of a student's lab, take away what counts no longer; yield the functions with another's score.

    `log` is all that was ever decided of that lab.
    """
    entries, comments = ({one.name: one for one in many} for many in (submission.grades, submission.comments))
    log = list(log)
    for row in grade.rows:
        entry, comment = entries[f"{TEST}{row.check}"], comments[row.check]
        theirs, is_ours = _without_ours(entry, comment, [given for one in log for given in _given(one, grade, row)])
        # What was given for the lab as a whole counts before what one function was given.
        in_force = sorted(grade.overrides, key=lambda one: one.check)
        wanted = next((given for one in in_force for given in _given(one, grade, row)), ("", None))
        score = grade.points[row.check] if wanted[0] and wanted[1] is None else wanted[1]
        if entry.manual_score is not None and not is_ours:
            if score is not None and entry.manual_score != score:
                yield row.check
        elif is_ours or score is not None:
            entry.manual_score, entry.needs_manual_grade = score, score is None and entry.auto_score is None
            comment.manual_comment = "\n\n".join(filter(None, (theirs, wanted[0]))) or None


def _given(one: Override, grade: Grade, row: LedgerRow) -> Iterator[Given]:
    """Yield what an entry of the log gives a function, if it gives it anything. Of a lab's points it has its share.

    nbgrader knows no lab that is not counted. A reason may quote a student, and a comment is Markdown.
    """
    if one.action is Action.UNDO or one.check not in ("", row.check) or (one.action, one.check) == (Action.EXCUSE, ""):
        return
    points = one.points if one.check or one.points is None else _share(one.points, grade, row)
    yield disarmed(said_of(one, grade)), points


def _share(points: float, grade: Grade, row: LedgerRow) -> float:
    """Return what one function has of a lab's points, by its maximum: floats add such shares up to the points exactly."""
    at = grade.rows.index(row)
    before, now = (sum(one.max_points for one in grade.rows[:end]) for end in (at, at + 1))
    counted = math.floor(points * before / grade.most * _PARTS) / _PARTS
    return (points if now == grade.most else math.floor(points * now / grade.most * _PARTS) / _PARTS) - counted


def _without_ours(entry: Entry, comment: Comment, log: Iterable[Given]) -> tuple[str, bool]:
    """Return what a comment says beside a sentence of ours, and whether there is one, with the score that it gives."""
    text = comment.manual_comment or ""
    for sentence, score in log:
        if text.endswith(sentence) and entry.manual_score is not None and score in (None, entry.manual_score):
            return text.removesuffix(sentence).rstrip(), True
    return text, False
