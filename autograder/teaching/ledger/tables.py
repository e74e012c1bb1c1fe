"""What others read of a class: `results.jsonl`, a line per check, and `grades.csv`, a line per student and lab."""

import contextlib
import csv
import itertools
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from autograder.judge.verdict import Status
from autograder.labs.catalogue import lab_named
from autograder.teaching.rows import LedgerRow
from autograder.text import cell, plain

RESULTS, GRADES = "results.jsonl", "grades.csv"
# nbgrader's own, in its order: what reads its exports reads ours.
COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes the place of `path` at once and in whole. Halves of characters become `?` in it.

    Whoever reads meanwhile has the old one, and so have we on a full disk.
    """
    draft = path.with_name(f".{path.name}.new")  # one run at a time writes here: the ledger is locked
    try:
        with draft.open("w", encoding="utf-8", errors="replace", newline="") as file:
            yield file
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def write_results(rows: Iterable[LedgerRow], path: Path) -> None:
    """Write `results.jsonl`: one line of JSON per row, with the keys of a `Row` and nothing else."""
    with replacing(path) as file:
        for row in rows:
            texts: dict[str, Any] = {name: plain(value) for name, value in vars(row).items() if type(value) is str}
            file.write(replace(row, **texts).as_json() + "\n")
        _to_disk(file)


def write_grades(rows: Iterable[LedgerRow], path: Path, labs: list[str]) -> None:
    """Write `grades.csv`: nbgrader's columns, one column per check of `labs`, and the worst status of the line.

    Rows come in order, a student's lab in one piece. Where a check could not be run for our own reasons, its cell and the
    score are empty: nobody's work is worth nothing because a machine has failed.
    """
    checks = [check.name for lab in labs for check in lab_named(lab).checks]
    with replacing(path) as file:
        # A check that another version of the kit had counts in the score, and has no column.
        columns = (*COLUMNS, *checks, "status")
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for _, group in itertools.groupby(rows, lambda row: (row.student, row.lab)):
            writer.writerow({column: cell(value) for column, value in _grade(list(group)).items()})
        _to_disk(file)


def _to_disk(file: TextIO) -> None:
    """Let no grades be lost to a power cut; pages can be made anew."""
    file.flush()
    os.fsync(file.fileno())


def _grade(rows: list[LedgerRow]) -> dict[str, object]:
    """Return the line of one student's lab."""
    status = Status.worst(row.status for row in rows)
    score = sum(row.points for row in rows) if status.is_settled else ""
    points = {f"{row.lab}.{row.check}": row.points if row.status.is_settled else "" for row in rows}
    return {
        "assignment": plain(rows[0].lab),
        "student_id": plain(rows[0].student),
        "raw_score": score,
        "late_submission_penalty": 0,
        "score": score,
        "max_score": sum(row.max_points for row in rows),
        **points,
        "status": status,
    }
