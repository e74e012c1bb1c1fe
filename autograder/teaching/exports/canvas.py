"""A table that Canvas imports into its gradebook: a line per student, a column per lab.

Canvas takes an empty cell for a score that was taken back. So a student of whom something could not be run is left out
until it was: whoever is not in the table keeps what they have.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from autograder.teaching.files import replacing
from autograder.teaching.pages.names import course_order, number
from autograder.teaching.rows import LedgerRow, grouped, unsettled_students
from autograder.text import cell, plain

NAME = "canvas.csv"
COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "Points Possible"


def write(folder: Path, rows: list[LedgerRow]) -> Path:
    """Write `canvas.csv` and return its path. `rows` are in the order of students; their names are login IDs."""
    path = folder / NAME
    labs, waiting = _labs(rows), unsettled_students(rows)
    with replacing(path) as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS, *labs])
        writer.writerow([POINTS_POSSIBLE, "", "", "", "", *map(number, labs.values())])
        for student, group in grouped(rows, lambda row: row.student).items():
            name, scores = cell(plain(student)), _scores(group)
            if student not in waiting:
                writer.writerow([name, "", "", name, "", *(scores.get(lab, "") for lab in labs)])
    return path


def _labs(rows: list[LedgerRow]) -> dict[str, float]:
    """Return `{lab: its points}`, in the order of the course."""
    checks = {(row.lab, row.check): row for row in rows}
    labs: dict[str, float] = {}
    for row in sorted(checks.values(), key=course_order):
        labs[row.lab] = labs.get(row.lab, 0) + row.max_points
    return labs


def _scores(rows: Iterable[LedgerRow]) -> dict[str, str]:
    scores: dict[str, float] = {}
    for row in rows:
        scores[row.lab] = scores.get(row.lab, 0) + row.points
    return {lab: number(score) for lab, score in scores.items()}
