"""Gradescope's `results.json`, one per student: what an autograder there leaves for its harness to read.

Specified at https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

import json
from pathlib import Path
from typing import Any

from autograder.judge.verdict import Status
from autograder.language import told
from autograder.teaching.pages.names import feedback_names, words_of
from autograder.teaching.pages.wording import GRADESCOPE_INFRA
from autograder.teaching.rows import LedgerRow, grouped, unsettled_students

FOLDER, NAME = "gradescope", "results.json"


def write(folder: Path, rows: list[LedgerRow]) -> Path:
    """Write a folder per student; return the folder that holds them. `rows` are in order, student by student."""
    names = feedback_names({row.student for row in rows})
    for student, group in grouped(rows, lambda row: row.student).items():
        path = folder / FOLDER / names[student].removesuffix(".html") / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(results_of(group), indent=1)
        path.write_text(text, encoding="utf-8")
    return folder / FOLDER


def results_of(rows: list[LedgerRow]) -> dict[str, Any]:
    """Return what one student's `results.json` holds. Students see each check at once, and never what was printed."""
    return {
        "score": sum(row.points for row in rows),
        "execution_time": round(sum(row.seconds for row in rows), 3),
        "output": told(GRADESCOPE_INFRA) if unsettled_students(rows) else "",
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [_test(number, row) for number, row in enumerate(rows, start=1)],
    }


def _test(number: int, row: LedgerRow) -> dict[str, Any]:
    return {
        "score": row.points,
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
