"""The ledger of a class: one row per check in SQLite, written as it happens. A run that was killed goes on from it.

All rows of one student's lab are written in one transaction, so that a lab is either done or has not been begun. What a
verdict rests on stands in its rows, and what it should rest on in the list of the class: where the two differ, it counts as
not there. So does an `infra` row when there is another chance to settle it.
"""

import collections
import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from autograder.errors import LedgerDamaged, LedgerInUse
from autograder.labs.catalogue import lab_named
from autograder.teaching import wording
from autograder.teaching.grades.overrides import Override, read_log, write_entry
from autograder.teaching.grades.roster import Person
from autograder.teaching.grading.tasks import Task
from autograder.teaching.ledger.database import CURRENT, NAME, OF_LAB, OF_TASK, SETTLED, one_error, opened
from autograder.teaching.ledger.fingerprint import SHARED, Fingerprint
from autograder.teaching.ledger.plan import Fingerprints, Key, Plan, TakesPart, plan_of
from autograder.teaching.ledger.reading import Settings, current_rows, outstanding_in
from autograder.teaching.rows import LedgerRow
from autograder.text import plain, said

LOCK = ".lock"


class Ledger(contextlib.AbstractContextManager["Ledger"]):
    """The ledger in a folder, held by this process alone until it is closed. Raises `LedgerInUse` and `LedgerUnusable`."""

    def __init__(self, folder: str | Path) -> None:
        folder = Path(folder)
        # The system lets go of the lock when its holder dies, however it dies.
        self._lock = FileLock(folder / LOCK)
        with one_error():
            folder.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                raise LedgerInUse(folder) from None
            try:
                self._connection = opened(folder / NAME)
            except BaseException:
                self._lock.release()
                raise
        self.settings = Settings(self._connection)

    def __exit__(self, *problem: object) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()
        self._lock.release()

    def rounds(self) -> dict[Key, int]:
        """Return `{key of a task: the round that its verdict is to be of}`, as it was noted last."""
        rows = self._read("SELECT student, lab, attempt, round FROM handed_in JOIN terms USING (terms)")
        return {(student, lab, attempt): number for student, lab, attempt, number in rows}

    def plan(self, fingerprints: Fingerprints, takes_part: TakesPart) -> Plan:
        """Return the `Plan` for tasks with what their verdicts would rest on today. Nothing is written."""
        with one_error():
            # What is damaged is said before hours of grading, not after them.
            collections.deque(current_rows(self._connection), maxlen=0)
            read_log(self._connection)
            return plan_of(self._connection, fingerprints, takes_part)

    def enrol(self, plan: Plan) -> None:
        """Note who takes part in a run, and what their verdicts rest on from now on."""
        prints = {fingerprint.shared_digest: fingerprint for _, fingerprint in plan.entries.values()}
        marks = ", ".join("?" * (len(SHARED) + 1))
        with one_error(), self._connection as connection:
            for found in plan.gone:  # who comes back finds what was handed in before
                of_lab = {**_of_task(found), "file": ""}
                _put_aside(connection, of_lab, _kept_before(connection, of_lab))
            gone = f"DELETE FROM handed_in WHERE {OF_LAB} AND attempt = ''"
            connection.executemany(gone, map(_of_task, plan.gone))
            connection.executemany(
                f"INSERT OR IGNORE INTO terms VALUES ({marks})",
                ((digest, *astuple(fingerprint)[1:]) for digest, fingerprint in prints.items()),
            )
            for task, fingerprint in plan.entries.values():
                _enter(connection, task, fingerprint)

    def keep_people(self, people: Iterable[Person]) -> None:
        """Note who is on the class's roster, in place of who was."""
        with one_error(), self._connection as connection:
            connection.execute("DELETE FROM people")
            written = [(person.student, json.dumps(asdict(person))) for person in people]
            connection.executemany("INSERT INTO people VALUES (?, ?)", written)

    def labs(self) -> list[str]:
        """Return the labs of the class, in the order of the course."""
        return [
            lab
            for (lab,) in self._read("SELECT lab FROM handed_in WHERE attempt = '' GROUP BY lab ORDER BY min(place)")
        ]

    def students(self) -> int:
        """Return how many students have handed in something."""
        ((count,),) = self._read("SELECT count(DISTINCT student) FROM handed_in WHERE attempt = ''")
        return int(count)

    def outstanding(self) -> set[Key]:
        """Return `{key of a task, …}` of those that have not all of their rows, or rows that could not be settled."""
        with one_error():
            return set(outstanding_in(self._connection, SETTLED))

    def write(self, task: Task, rows: Iterable[LedgerRow]) -> None:
        """Write all rows of a task, in place of those it had."""
        where = {"student": task.student, "lab": task.lab, "attempt": task.attempt, "file": task.sha256}
        with one_error(), self._connection as connection:
            # A file may have been saved again since the class was noted: what has been graded is what counts.
            connection.execute(f"UPDATE handed_in SET file = :file WHERE {OF_TASK}", where)
            (where["terms"],) = connection.execute(f"SELECT terms FROM handed_in WHERE {OF_TASK}", where).fetchone()
            connection.execute(f"DELETE FROM checks WHERE {OF_TASK}", where)
            if not task.status:
                connection.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", (task.sha256, task.source))
            for place, row in enumerate(rows):
                written = {"place": place, "message": plain(row.message), "facts": json.dumps(asdict(row.facts))}
                connection.execute(
                    """INSERT INTO checks VALUES (:student, :lab, :attempt, :check, :place, :file, :terms, :isolation,
                    :status, :points, :max_points, :misconception, :message, :seconds, :facts)""",
                    {**vars(row), **where, **written},
                )

    def decide(self, entry: Override) -> None:
        """Add what a person decided to the log."""
        with one_error(), self._connection as connection:
            write_entry(connection, entry)

    def rows(self) -> Iterator[LedgerRow]:
        """Yield the class's rows in order."""
        with one_error():
            yield from current_rows(self._connection)

    def moved(self) -> list[tuple[str, str, float, float]]:
        """Return `[(student, lab, points before, points now), …]` of who has other points than before, and forget it."""
        found = f"""
            SELECT h.student, h.lab, points_before, sum(points)
            FROM handed_in AS h JOIN checks USING (student, lab, attempt)
            WHERE points_before IS NOT NULL AND attempt = '' AND {CURRENT}
            GROUP BY 1, 2 HAVING {SETTLED} ORDER BY 1, h.place
        """
        with one_error(), self._connection as connection:
            rows = connection.execute(found).fetchall()
            forget = f"UPDATE handed_in SET points_before = NULL WHERE {OF_LAB}"
            connection.executemany(forget, map(_of_task, rows))
        for student, lab, *points in rows:
            if any(isinstance(number, (str, bytes)) for number in points):
                where = {"student": student, "lab": lab, "check": "points"}
                raise LedgerDamaged(said(wording.DAMAGED_ROW, **where, fault=repr(points)))
        return [row for row in rows if row[2] != row[3]]

    def kept_tasks(self) -> Iterator[Task]:
        """Yield the task of every file that is kept of the class, as the earlier attempt that it is or will be."""
        columns = "student, lab, file, note, filename, handed_in, marked_late, came_as, source"
        with one_error():
            for values in self._connection.execute(f"SELECT {columns} FROM handed_in JOIN files USING (file)"):
                found = dict(zip(columns.split(", "), values, strict=True))
                attempt, was_late = found.pop("file"), bool(found.pop("marked_late"))
                yield Task(**found, attempt=attempt, marked_late=was_late)

    def gone(self) -> list[tuple[str, str]]:
        """Return `[(student, lab), …]` that were graded once and are in the class no longer."""
        return self._read(
            "SELECT student, lab FROM checks EXCEPT SELECT student, lab FROM handed_in WHERE attempt = '' ORDER BY 1, 2"
        )

    def _read(self, question: str) -> list[Any]:
        with one_error():
            return self._connection.execute(question).fetchall()


def _enter(connection: sqlite3.Connection, task: Task, fingerprint: Fingerprint) -> None:
    """Note a task in the list of the class. The file whose place it takes becomes an earlier attempt, with its verdict."""
    of_task = {name: plain(value) if type(value) is str else value for name, value in vars(task).items()}
    of_task |= {"student": task.student, "place": lab_named(task.lab).order}
    of_task |= {"file": fingerprint.file, "terms": fingerprint.shared_digest}
    before = "" if task.attempt else _kept_before(connection, of_task)
    # What somebody had is kept until they have something new: at the end of the run it is compared.
    connection.execute(
        f"""INSERT INTO handed_in
            (student, lab, attempt, place, note, file, terms, filename, handed_in, marked_late, came_as)
        VALUES (:student, :lab, :attempt, :place, :note, :file, :terms, :filename, :handed_in, :marked_late, :came_as)
        ON CONFLICT DO UPDATE SET note = excluded.note, file = excluded.file, terms = excluded.terms,
        filename = excluded.filename, handed_in = excluded.handed_in, marked_late = excluded.marked_late,
        came_as = excluded.came_as, points_before = CASE
            WHEN (handed_in.file, handed_in.terms) != (excluded.file, excluded.terms) THEN coalesce((
                SELECT CASE WHEN {SETTLED} THEN sum(points) END FROM checks AS c
                WHERE c.student = excluded.student AND c.lab = excluded.lab AND c.attempt = excluded.attempt
            ), points_before) ELSE points_before END""",
        of_task,
    )
    _put_aside(connection, of_task, before)
    if not task.attempt:  # it may have been handed in before, and then something else
        again = f"{OF_LAB} AND attempt = :file"
        connection.execute(f"UPDATE OR REPLACE checks SET attempt = '' WHERE {again}", of_task)
        connection.execute(f"DELETE FROM handed_in WHERE {again}", of_task)


def _kept_before(connection: sqlite3.Connection, of_task: dict[str, Any]) -> str:
    """Return the digest of the file that a task takes the place of, "" where that is the same one or is not kept."""
    other = f"{OF_LAB} AND attempt = '' AND file != :file AND file IN (SELECT file FROM files)"
    found = connection.execute(f"SELECT file FROM handed_in WHERE {other}", of_task).fetchone()
    if not found:
        return ""
    columns = "place, note, file, terms, filename, handed_in, marked_late, came_as"
    connection.execute(
        f"""INSERT OR REPLACE INTO handed_in (student, lab, attempt, {columns})
        SELECT student, lab, file, {columns} FROM handed_in WHERE {other}""",
        of_task,
    )
    return str(found[0])


def _put_aside(connection: sqlite3.Connection, of_task: dict[str, Any], before: str) -> None:
    """Make the verdict on a file that was kept before, if any, that of an earlier attempt."""
    moved = "UPDATE OR REPLACE checks SET attempt = file WHERE"
    connection.execute(f"{moved} {OF_LAB} AND attempt = '' AND file = :before", {**of_task, "before": before})


def _of_task(found: tuple[Any, ...]) -> dict[str, str]:
    return {"student": found[0], "lab": found[1]}
