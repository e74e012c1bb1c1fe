"""What other systems read of a graded class."""

import importlib.util
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from autograder.errors import UsageProblem
from autograder.teaching import wording
from autograder.teaching.exports import canvas, gradescope, junit
from autograder.teaching.ledger.tables import GRADES
from autograder.teaching.pages.names import course_order
from autograder.teaching.rows import LedgerRow, unsettled_students


def export(folder: str | Path, rows: Iterable[LedgerRow], to: str, *, mark_questions: bool = False) -> Path | str:
    """Write the rows of a class for another system; return what was written. Raises `UsageProblem`.

    `mark_questions` is for nbgrader: the written questions of files wait for somebody to mark them.
    """
    if to not in FORMATS:
        raise UsageProblem(wording.NO_SUCH_FORMAT, name=to, names=", ".join(FORMATS))
    if mark_questions and to != "nbgrader":
        raise UsageProblem(wording.QUESTIONS_ARE_NBGRADERS, folder=folder)
    folder = Path(folder)
    rows = sorted(rows, key=lambda row: (row.student, course_order(row)))
    try:
        return _gradebook(folder, rows, mark_questions) if mark_questions else FORMATS[to](folder, rows)
    except OSError as error:
        raise UsageProblem(wording.CANNOT_WRITE_REPORT, path=error.filename or folder, reason=error.strerror) from None


def left_to_grade(folder: str | Path, rows: Iterable[LedgerRow]) -> Iterator[str]:
    """Yield what is to be said of students whose checks could not all be run."""
    if count := len(unsettled_students(rows)):
        yield wording.EXPORT_UNSETTLED.format(count=count, folder=folder)


def _grades(folder: Path, _: list[LedgerRow]) -> Path:
    """Return the table that was written when the class was graded."""
    path = folder / GRADES
    if not path.is_file():
        raise UsageProblem(wording.NO_GRADES, path=path, folder=folder)
    return path


def _gradebook(folder: Path, rows: list[LedgerRow], mark_questions: bool = False) -> str:
    """Enter the rows into the gradebook of the nbgrader course in the current folder."""
    if not importlib.util.find_spec("nbgrader"):
        raise UsageProblem(wording.COURSE_NEEDS_NBGRADER)
    from autograder.nbgrader import gradebook

    return gradebook.write(folder, rows, mark_questions=mark_questions)


FORMATS: dict[str, Callable[[Path, list[LedgerRow]], Path | str]] = {
    "csv": _grades,
    "gradescope": gradescope.write,
    "canvas": canvas.write,
    "junit": junit.write,
    "nbgrader": _gradebook,
}
