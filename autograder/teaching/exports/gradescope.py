"""Gradescope's `results.json`, one per student: what an autograder there leaves for its harness to read.

Specified at https://gradescope-autograders.readthedocs.io/en/latest/specs/. No other way to upload points is documented.
"""

import json
from collections.abc import Iterator
from typing import Any

from autograder.judge.verdict import Status
from autograder.language import told
from autograder.teaching import wording
from autograder.teaching.exports.graded import Graded, Written, remark
from autograder.teaching.grades.grade import Grade
from autograder.teaching.pages.dates import dates_of
from autograder.teaching.pages.given import given_in
from autograder.teaching.pages.names import feedback_names, words_of
from autograder.teaching.pages.wording import GRADESCOPE_INFRA
from autograder.teaching.rows import LedgerRow, grouped
from autograder.teaching.whole_files import replacing

FOLDER, NAME = "gradescope", "results.json"


def write(graded: Graded) -> Written:
    """Write a folder per student, all of them in one folder."""
    folder = graded.folder / FOLDER
    groups = grouped(graded.grades, lambda grade: grade.student)
    names = feedback_names(groups)
    for student, grades in groups.items():
        path = folder / names[student].removesuffix(".html") / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [row for grade in grades for row in graded.rows_of[student, grade.lab]]
        text = json.dumps(results_of(grades, rows), indent=1)
        with replacing(path) as file:
            file.write(text)
    excused = [f"{grade.student} ({grade.lab})" for grade in graded.grades if grade.excused]
    return Written((folder,), tuple(remark(wording.EXCUSED_BY_HAND, excused, lms="Gradescope")))


def results_of(grades: list[Grade], rows: list[LedgerRow]) -> dict[str, Any]:
    """Return what one student's `results.json` holds. Students see each check at once, and never what was printed."""
    waiting = [told(GRADESCOPE_INFRA)] if any(grade.score is None and not grade.excused for grade in grades) else []
    points = {(grade.lab, check): points or 0 for grade in grades for check, points in grade.points.items()}
    return {
        "score": sum(grade.score_so_far for grade in grades),
        "execution_time": round(sum(row.seconds for row in rows), 3),
        "output": "\n".join([*waiting, *_late(grades), *given_in(grades)]),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [
            _test(number, row, points.get((row.lab, row.check), row.points)) for number, row in enumerate(rows, 1)
        ],
    }


def _late(grades: list[Grade]) -> Iterator[str]:
    """Yield why a score is not the sum of its tests: what was late, or counts from an earlier hand-in."""
    for grade in grades:
        if grade.penalty or grade.may_be_late or grade.is_of_earlier:
            yield f"{grade.lab}: {' '.join(dates_of(grade))}"


def _test(number: int, row: LedgerRow, points: float) -> dict[str, Any]:
    return {
        "score": points,
        "max_score": row.max_points,
        "status": "passed" if row.status is Status.PASS else "failed",
        "name": f"{row.lab}.{row.check}: {words_of(row)}",
        "name_format": "text",
        "number": str(number),
        "output": row.message,
        "output_format": "text",
        "tags": [tag for tag in (row.lab, row.status, row.misconception) if tag],
        "visibility": "visible",
    }
