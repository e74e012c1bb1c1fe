"""What others read of a class, made anew from its ledger: results, grades, and pages for students and for who teaches."""

from collections.abc import Iterator
from pathlib import Path

from autograder.teaching.grades.grade import Grade, counting, grades_in
from autograder.teaching.ledger.store import Ledger
from autograder.teaching.ledger.tables import GRADES, RESULTS, write_grades, write_results
from autograder.teaching.pages.loading import run_of
from autograder.teaching.pages.write import write_report
from autograder.teaching.rows import LedgerRow


def write_files(ledger: Ledger, out: Path, missing: tuple[str, ...]) -> list[Grade]:
    """Write the files beside a ledger; `missing` is what does not hold student code in. Return the grades.

    Raises `OSError`.
    """
    grades = grades_in(out, ledger.rows())

    def rows() -> Iterator[LedgerRow]:
        return counting(out, ledger.rows(), grades)

    write_results(rows(), out / RESULTS, (one for grade in grades for one in grade.overrides))
    write_grades(grades, out / GRADES, ledger.labs())
    if ledger.students():
        write_report(out, rows, run=run_of(out, missing), grades=grades)
    return grades
