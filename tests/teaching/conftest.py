"""A class on disk, and `gradkit grade` with a grader that runs nothing."""

import contextlib
import csv
import json
import sqlite3
import time
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.teaching.grading import pool
from autograder.teaching.ledger.database import NAME
from tests.teaching.pretend import PretendGrader


class Classroom:
    """A folder of students, and what grading them gives."""

    def __init__(self, folder, capsys):
        self.students, self.out, self._capsys = folder / "class", folder / "out", capsys
        self.students.mkdir()

    def hands_in(self, student, text="pass", lab="runaway_square"):
        """Put a file into a student's folder."""
        path = self.students / student / f"{lab}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    def grade(self, *arguments):
        """Run the command in this process; return its exit status. `said` holds what it printed, `told` its complaints."""
        status = main(["grade", str(self.students), "--out", str(self.out), "--jobs", "2", *map(str, arguments)])
        self.said, self.told = self._capsys.readouterr()
        return status

    def rows(self, *without):
        """Return the rows of `results.jsonl`, without some of their keys."""
        return rows_in(self.out, *without)

    def grades(self):
        """Return the lines of `grades.csv`."""
        with (self.out / "grades.csv").open(newline="") as file:
            return list(csv.DictReader(file))

    def statuses(self):
        """Return `{(student, lab): {status, …}}`."""
        found = {}
        for row in self.rows():
            found.setdefault((row["student"], row["lab"]), set()).add(row["status"])
        return found


def rows_in(folder, *without):
    """Return the rows of a `results.jsonl`, without some of their keys."""
    rows = [json.loads(line) for line in Path(folder, "results.jsonl").read_text().splitlines()]
    return [{key: value for key, value in row.items() if key not in without} for row in rows]


def graded(folder):
    """Return how many checks and students are in a ledger that somebody else may be writing to."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{folder / NAME}?mode=ro", uri=True)) as ledger:
            return ledger.execute("SELECT count(*), count(DISTINCT student) FROM checks").fetchone()
    except sqlite3.OperationalError:  # it is not there yet
        return 0, 0


def until(condition, seconds=60):
    """Wait for something to happen."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def classroom(tmp_path, capsys, monkeypatch):
    """An empty class whose grader pretends."""
    monkeypatch.setattr(pool, "Grader", PretendGrader)
    PretendGrader.graded.clear()
    PretendGrader.lost_over.clear()
    return Classroom(tmp_path, capsys)
