"""What other systems read of a graded class."""

import importlib.util
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from autograder.errors import UsageProblem
from autograder.student.terminal import complain
from autograder.teaching import wording
from autograder.teaching.exports import blackboard, canvas, gradescope, junit, moodle
from autograder.teaching.exports.graded import Graded, Written
from autograder.teaching.grades.grade import counting, grades_in
from autograder.teaching.ledger.reading import not_graded, people_of
from autograder.teaching.ledger.tables import GRADES
from autograder.teaching.pages.loading import run_of
from autograder.teaching.pages.names import course_order
from autograder.teaching.rows import LedgerRow


def export(folder: str | Path, rows: Iterable[LedgerRow], to: str, *, mark_questions: bool = False) -> Written:
    """Write the rows of a class for another system; return what was written. Raises `UsageProblem`.

    `mark_questions` is for nbgrader: the written questions of files wait for somebody to mark them.
    """
    if to not in FORMATS:
        raise UsageProblem(wording.NO_SUCH_FORMAT, name=to, names=", ".join(FORMATS))
    if mark_questions and to != "nbgrader":
        raise UsageProblem(wording.QUESTIONS_ARE_NBGRADERS, folder=folder)
    graded = _graded(Path(folder), rows)
    try:
        written = _gradebook(graded, mark_questions) if mark_questions else FORMATS[to](graded)
    except OSError as error:
        raise UsageProblem(wording.CANNOT_WRITE_REPORT, path=error.filename or folder, reason=error.strerror) from None
    count = len({grade.student for grade in graded.grades if grade.score is None and not grade.excused})
    unsettled = [wording.EXPORT_UNSETTLED.format(count=count, folder=folder)] if count else []
    left = not_graded(folder)
    waiting = [wording.EXPORT_OUTSTANDING.format(count=left, folder=folder)] if left else []
    return replace(written, remarks=(*written.remarks, *unsettled, *waiting))


def export_again(folder: Path, rows: Iterable[LedgerRow]) -> Iterator[Path | str]:
    """Write anew what lies in a folder from earlier exports; yield what was written, complain of what cannot be."""
    found = {to: folder / name for to, name in _WRITTEN.items() if (folder / name).exists()}
    rows = list(rows) if found else []
    for to, path in found.items():
        try:
            yield from export(folder, rows, to).what
        except UsageProblem as problem:
            complain(wording.OUT_OF_DATE.format(path=path, reason=problem))


def _graded(folder: Path, rows: Iterable[LedgerRow]) -> Graded:
    rows = sorted(rows, key=lambda row: (row.student, course_order(row)))
    grades = grades_in(folder, rows)
    return Graded(folder, list(counting(folder, rows, grades)), grades, people_of(folder), run_of(folder))


def _grades(graded: Graded) -> Written:
    """Return the table that was written when the class was graded."""
    path = graded.folder / GRADES
    if not path.is_file():
        raise UsageProblem(wording.NO_GRADES, path=path, folder=graded.folder)
    return Written((path,))


def _gradebook(graded: Graded, mark_questions: bool = False) -> Written:
    """Enter the rows into the gradebook of the nbgrader course in the current folder."""
    if not importlib.util.find_spec("nbgrader"):
        raise UsageProblem(wording.COURSE_NEEDS_NBGRADER)
    from autograder.nbgrader import gradebook

    with_texts = [replace(one, rows=tuple(graded.rows_of[one.student, one.lab])) for one in graded.grades]
    return gradebook.write(graded.folder, with_texts, mark_questions=mark_questions)


FORMATS: dict[str, Callable[[Graded], Written]] = {
    "csv": _grades,
    "gradescope": gradescope.write,
    "canvas": canvas.write,
    "moodle": moodle.write,
    "blackboard": blackboard.write,
    "junit": junit.write,
    "nbgrader": _gradebook,
}
# What lies in a class's folder once it was exported in a format.
_WRITTEN = {
    "gradescope": gradescope.FOLDER,
    "canvas": canvas.NAME,
    "moodle": moodle.GRADES,
    "blackboard": blackboard.NAME,
    "junit": junit.NAME,
}
