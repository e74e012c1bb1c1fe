"""What others read of a class: `results.jsonl`, a line per check, and `grades.csv`, a line per student and lab."""

import csv
import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from autograder.labs.catalogue import lab_named
from autograder.student.rows import KEYS
from autograder.teaching.grades.grade import Grade
from autograder.teaching.grades.overrides import Override
from autograder.teaching.rows import LedgerRow, grouped
from autograder.teaching.whole_files import replacing
from autograder.text import cell, plain

RESULTS, GRADES = "results.jsonl", "grades.csv"
# In place of a status.
EXCUSED = "excused"
# nbgrader's own, in its order: what reads its exports reads ours.
COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)


def write_results(rows: Iterable[LedgerRow], path: Path, overrides: Iterable[Override] = ()) -> None:
    """Write `results.jsonl`: one line of JSON per row, with the keys of a `Row`, and `overrides`.

    Points are the verdict's. `overrides` are what of those in force concerns the check, or the lab as a whole (`check` is
    "" then): lists of entries of the log, empty for nearly all.
    """
    given = grouped(overrides, lambda one: (one.student, one.lab))
    with replacing(path) as file:
        for row in rows:
            concern = [vars(one) for one in given.get((row.student, row.lab), ()) if one.check in ("", row.check)]
            values = {**{name: getattr(row, name) for name in KEYS}, "overrides": list(map(_plain, concern))}
            file.write(json.dumps(_plain(values), ensure_ascii=False) + "\n")
        _to_disk(file)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) if type(value) is str else value for name, value in values.items()}


def write_grades(grades: Iterable[Grade], path: Path, labs: list[str]) -> None:
    """Write `grades.csv`: nbgrader's columns, one column per check of `labs`, and the worst status of the line.

    Where a check could not be run for our own reasons, its cell and the score are empty: nobody's work is worth nothing
    because a machine has failed. So is the score of what is excused.
    """
    checks = [check.name for lab in labs for check in lab_named(lab).checks]
    with replacing(path) as file:
        # A check that another version of the kit had counts in the score, and has no column.
        columns = (*COLUMNS, *checks, "status")
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for grade in grades:
            writer.writerow({column: cell(value) for column, value in _line(grade).items()})
        _to_disk(file)


def _to_disk(file: TextIO) -> None:
    """Let no grades be lost to a power cut; pages can be made anew."""
    file.flush()
    os.fsync(file.fileno())


def _line(grade: Grade) -> dict[str, object]:
    """Return the line of one student's lab. Its due date is the student's own."""
    person = grade.person
    return {
        "assignment": plain(grade.lab),
        "duedate": _as_nbgrader(grade.due),
        "timestamp": _as_nbgrader(grade.handed_in),
        "student_id": plain(grade.student),
        "last_name": plain(person.last_name),
        "first_name": plain(person.first_name),
        "email": plain(person.mail),
        "raw_score": _known(grade.raw),
        "late_submission_penalty": _known(grade.penalty),
        "score": _known(grade.score),
        "max_score": grade.most,
        **{f"{grade.lab}.{check}": _known(points) for check, points in grade.points.items()},
        "status": EXCUSED if grade.excused else grade.status,
    }


def _known(points: float | None) -> object:
    """Return points as they are written: whole ones without a fraction."""
    return "" if points is None else int(points) if points == int(points) else points


def _as_nbgrader(moment: datetime | None) -> str:
    """Return a moment as nbgrader's database has it, and its tables: in UTC, and without saying so."""
    return str(moment.astimezone(UTC).replace(tzinfo=None)) if moment else ""
