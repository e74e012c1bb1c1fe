"""What other systems read of a graded class."""

import importlib.util
from pathlib import Path

from autograder.errors import UsageProblem
from autograder.teaching import wording
from autograder.teaching.exports import canvas, gradescope, junit
from autograder.teaching.exports.unsettled import unsettled
from autograder.teaching.ledger.tables import GRADES


def export(folder, rows, to):
    """Write the rows of a class for another system; return what was written. Raises `UsageProblem`."""
    if to not in FORMATS:
        raise UsageProblem(wording.NO_SUCH_FORMAT, name=to, names=", ".join(FORMATS))
    folder = Path(folder)
    rows = sorted(rows, key=lambda row: row.student)
    try:
        return FORMATS[to](folder, rows)
    except OSError as problem:
        raise UsageProblem(
            wording.CANNOT_WRITE_REPORT, path=problem.filename or folder, reason=problem.strerror
        ) from None


def left_to_grade(folder, rows):
    """Yield what is to be said of students whose checks could not all be run."""
    if count := len(unsettled(rows)):
        yield wording.EXPORT_UNSETTLED.format(count=count, folder=folder)


def _grades(folder, _):
    """Return the table that was written when the class was graded."""
    path = folder / GRADES
    if not path.is_file():
        raise UsageProblem(wording.NO_GRADES, path=path, folder=folder)
    return path


def _gradebook(folder, rows):
    """Enter the rows into the gradebook of the nbgrader course in the current folder."""
    if not importlib.util.find_spec("nbgrader"):
        raise UsageProblem(wording.COURSE_NEEDS_NBGRADER)
    from autograder.nbgrader import gradebook

    return gradebook.write(folder, rows)


FORMATS = {
    "csv": _grades,
    "gradescope": gradescope.write,
    "canvas": canvas.write,
    "junit": junit.write,
    "nbgrader": _gradebook,
}
