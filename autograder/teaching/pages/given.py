"""What a page says of what people decided: to a student what counts and why, to who teaches them also by whom and when."""

from collections.abc import Iterable, Iterator

from autograder.judge.verdict import Status
from autograder.language import told
from autograder.teaching.grades.grade import Grade
from autograder.teaching.grades.overrides import Action, Override
from autograder.teaching.pages import wording
from autograder.teaching.pages.names import number
from autograder.teaching.rows import LedgerRow
from autograder.text import one_line


def given_of(grade: Grade) -> Iterator[str]:
    """Yield sentences for a student, none where nobody decided anything."""
    functions = {row.check for row in grade.rows}
    yield from (said_of(one, grade) for one in grade.overrides if one.check in ("", *functions))


def said_of(one: Override, grade: Grade) -> str:
    """Return what is said to a student of points that were given, or of what is excused."""
    most = grade.most if not one.check else next(row.max_points for row in grade.rows if row.check == one.check)
    sentence = wording.GIVEN_BY_HAND[one.action is Action.EXCUSE, not one.check]
    why = one_line(one.because)
    return told(sentence, name=one.check, points=number(one.points or 0), most=number(most), why=why)


def given_in(grades: Iterable[Grade]) -> Iterator[str]:
    """Yield the same of several labs, a line each."""
    yield from (f"{grade.lab}: {said}" for grade in grades for said in given_of(grade))


def is_done(grade: Grade, row: LedgerRow) -> bool:
    """Tell whether there is nothing to do for a check of a lab: it has passed, or a person says so."""
    given = [one for one in grade.overrides if one.check in ("", row.check)]
    if any(one.action is Action.EXCUSE for one in given):
        return True
    most = {"": grade.most, row.check: row.max_points}
    return row.status is Status.PASS or any((one.points or 0) >= most[one.check] for one in given)
