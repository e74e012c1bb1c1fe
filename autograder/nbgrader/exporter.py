"""An exporter for `nbgrader export`: nbgrader's own columns, then a status, then one column per check.

It writes its file itself instead of adding to what nbgrader's exporter wrote, which puts no quotes around a comma.
"""

import csv
import itertools
from typing import Any

from nbgrader.api import Assignment, Gradebook, GradeCell, MissingEntry, Student, TaskCell
from nbgrader.plugins import ExportPlugin

from autograder.nbgrader.source_notebook import TEST
from autograder.text import cell

GRADED, NEEDS_MARKING, MISSING = "graded", "needs marking", "missing"
_STUDENT = ("last_name", "first_name", "email")
COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", *_STUDENT),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)
STATUS = "status"


class ChecksExporter(ExportPlugin):
    """nbgrader's CSV, with a status, and the points of every check and written answer: `lab.function`, `lab.answer`."""

    def export(self, gradebook: Gradebook) -> None:
        """Write `grades.csv`, or the file that `--to` names."""
        assignments = [a for a in gradebook.assignments if not self.assignment or a.name in self.assignment]
        students = [s for s in gradebook.students if not self.student or s.id in self.student]
        notebooks = [notebook for assignment in assignments for notebook in assignment.notebooks]
        cells = itertools.chain.from_iterable((*book.grade_cells, *book.task_cells) for book in notebooks)
        checks = dict.fromkeys(map(_column, cells))  # two assignments may have a notebook of one name
        rows = [_row(gradebook, assignment, student) for assignment in assignments for student in students]
        with open(self.to or "grades.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [*COLUMNS, STATUS, *checks], restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _row(gradebook: Gradebook, assignment: Assignment, student: Student) -> dict[str, Any]:
    row = {"assignment": assignment.name, "duedate": assignment.duedate, "max_score": assignment.max_score}
    row |= {"student_id": cell(student.id), **{name: cell(getattr(student, name)) for name in _STUDENT}}
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return row | {"raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0, STATUS: MISSING}
    penalty = submission.late_submission_penalty
    row |= {"timestamp": submission.timestamp, "raw_score": submission.score, "late_submission_penalty": penalty}
    row |= {"score": max(0.0, submission.score - penalty)}
    row |= {_column(grade.cell): grade.score for book in submission.notebooks for grade in book.grades}
    return row | {STATUS: NEEDS_MARKING if submission.needs_manual_grade else GRADED}


def _column(graded: GradeCell | TaskCell) -> str:
    return f"{graded.notebook.name}.{graded.name.removeprefix(TEST)}"
