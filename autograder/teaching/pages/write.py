"""Both kinds of page as files beside the results: all are made anew, and pages of students who are gone go too."""

import itertools
from collections.abc import Callable, Iterable
from pathlib import Path

from autograder.teaching.grades.grade import Grade
from autograder.teaching.ledger.reading import earlier_rows, read_sources
from autograder.teaching.pages.classroom import class_page
from autograder.teaching.pages.lesson import needed
from autograder.teaching.pages.loading import GradedRun
from autograder.teaching.pages.names import feedback_names
from autograder.teaching.pages.student import student_page
from autograder.teaching.pages.talk import write_talk
from autograder.teaching.rows import LedgerRow, grouped
from autograder.teaching.whole_files import replacing

FEEDBACK, REPORT = "feedback", "report.html"
_OURS = b'<meta name="generator" content="gradkit">'


def write_report(
    folder: str | Path,
    read_rows: Callable[[], Iterable[LedgerRow]],
    *,
    run: GradedRun,
    grades: Iterable[Grade] | None = None,
) -> Path:
    """Write `report.html` and `feedback/`; return the path of the first. Raises `OSError`.

    `read_rows()` gives the rows, student by student, as often as it is called: a class may be large, and of its texts only
    one student's are held at a time. `grades` are those of the class; without them no date and no decision is known.
    """
    folder = Path(folder)
    grades = None if grades is None else list(grades)
    of_student = grouped(grades or (), lambda grade: grade.student)
    (folder / FEEDBACK).mkdir(parents=True, exist_ok=True)
    rows = list(needed(read_rows()))
    pages = feedback_names({row.student for row in rows})
    _write_feedback(folder / FEEDBACK, pages, read_rows(), run, of_student)
    talks = write_talk(folder, read_rows(), pages)
    with replacing(folder / REPORT) as file:
        before, files = needed(earlier_rows(folder)), read_sources(folder)
        sources = {(row.student, row.lab): files[row.file] for row in rows if row.file in files}
        file.write(class_page(rows, run=run, grades=grades, earlier=before, sources=sources, talks=talks))
    return folder / REPORT


def _write_feedback(
    folder: Path,
    names: dict[str, str],
    rows: Iterable[LedgerRow],
    run: GradedRun,
    grades: dict[str, list[Grade]],
) -> None:
    for student, group in itertools.groupby(rows, key=lambda row: row.student):
        with replacing(folder / names[student]) as file:
            file.write(student_page(student, list(group), run=run, grades=grades.get(student)))
    for path in set(folder.glob("*.html")) - {folder / name for name in names.values()}:
        if is_ours(path):
            path.unlink()


def is_ours(path: Path) -> bool:
    """Tell whether a file is a page that gradkit has made. Raises `OSError`."""
    with path.open("rb") as page:
        return _OURS in page.read(1000)
