"""A table that Canvas imports into its gradebook: a line per student, a column per lab.

Canvas takes an empty cell for a score that was taken back. So a student of whom something could not be run is left out
until it was: whoever is not in the table keeps what they have.
"""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

from autograder.teaching.ledger.tables import replacing
from autograder.teaching.pages.names import course_order, number
from autograder.teaching.rows import LedgerRow, grouped, unsettled_students
from autograder.text import cell, plain

NAME = "canvas.csv"
COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "Points Possible"


def write(folder: Path, rows: list[LedgerRow]) -> Path:
    """Write `canvas.csv` and return its path. `rows` are in the order of students; their names are login IDs."""
    path = folder / NAME
    checks = {(row.lab, row.check): row for row in rows}
    labs = _sums(sorted(checks.values(), key=course_order), lambda row: row.max_points)
    waiting = unsettled_students(rows)
    with replacing(path) as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS, *labs])
        writer.writerow([POINTS_POSSIBLE, "", "", "", "", *labs.values()])
        for student, group in grouped(rows, lambda row: row.student).items():
            name, scores = cell(plain(student)), _sums(group, lambda row: row.points)
            if student not in waiting:
                writer.writerow([name, "", "", name, "", *(scores.get(lab, "") for lab in labs)])
    return path


def _sums(rows: Iterable[LedgerRow], amount: Callable[[LedgerRow], float]) -> dict[str, str]:
    """Return what the checks of each lab come to."""
    return {lab: number(sum(map(amount, group))) for lab, group in grouped(rows, lambda row: row.lab).items()}
