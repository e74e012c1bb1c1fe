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


def export(folder: str | Path, rows: Iterable[LedgerRow], to: str) -> Path | str:
    """Write the rows of a class for another system; return what was written. Raises `UsageProblem`."""
    if to not in FORMATS:
        raise UsageProblem(wording.NO_SUCH_FORMAT, name=to, names=", ".join(FORMATS))
    folder = Path(folder)
    rows = sorted(rows, key=lambda row: (row.student, course_order(row)))
    try:
        return FORMATS[to](folder, rows)
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


def _gradebook(folder: Path, rows: list[LedgerRow]) -> str:
    """Enter the rows into the gradebook of the nbgrader course in the current folder."""
    if not importlib.util.find_spec("nbgrader"):
        raise UsageProblem(wording.COURSE_NEEDS_NBGRADER)
    from autograder.nbgrader import gradebook

    return gradebook.write(folder, rows)


FORMATS: dict[str, Callable[[Path, list[LedgerRow]], Path | str]] = {
    "csv": _grades,
    "gradescope": gradescope.write,
    "canvas": canvas.write,
    "junit": junit.write,
    "nbgrader": _gradebook,
}
