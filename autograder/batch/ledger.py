"""The ledger of a class: one row per check in SQLite, written as it happens. A run that was killed goes on from it.

All rows of one student's lab are written in one transaction, so that a lab is either done or has not been begun. What a
row depends on stands in it: the file's digest, the kit's version, the seed, the device. A row whose file, version, seed
or device is not today's counts as not there, and so does an `infra` row when there is another chance to settle it.
"""

import contextlib
import json
import secrets
import sqlite3
from pathlib import Path

from filelock import FileLock, Timeout

import autograder
from autograder.batch.text import plain
from autograder.labs.catalogue import lab_named

NAME = "ledger.sqlite"
LOCK = ".lock"
# Of the tables below. A ledger with another number was made by another gradkit and is not touched.
FORMAT = 1
_SCHEMA = f"""
BEGIN;
CREATE TABLE settings (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE handed_in (
    student TEXT, lab TEXT, place INTEGER, sha256 TEXT, note TEXT, PRIMARY KEY (student, lab)
) WITHOUT ROWID;
CREATE TABLE checks (
    student TEXT, lab TEXT, "check" TEXT, place INTEGER,
    sha256 TEXT, version TEXT, seed INTEGER, device TEXT, round INTEGER, isolation TEXT,
    status TEXT, points NUMERIC, max_points NUMERIC, misconception TEXT, message TEXT, seconds REAL, facts TEXT,
    PRIMARY KEY (student, lab, "check")
) WITHOUT ROWID;
PRAGMA user_version = {FORMAT};
COMMIT;
"""
_SAME = "sha256 = h.sha256 AND version = :version AND seed = :seed AND device = :device"
_TERMS = ("version", "seed", "device", "round")
_OUTSTANDING = f"""
FROM handed_in AS h WHERE NOT coalesce((
    SELECT min(status != 'infra') FROM checks
    WHERE checks.student = h.student AND checks.lab = h.lab AND checks.{_SAME} AND round = :round
), 0)
"""
_SHOWN = (
    *("student", "lab", "check", "status", "points", "max_points"),
    *("misconception", "message", "seconds", "isolation", "device"),
)


class InUse(Exception):
    """Another run is writing to the same ledger."""


class Unusable(Exception):
    """The ledger cannot be read or written: a full disk, a folder that is read-only, a file that is none of ours."""


class Ledger:
    """The ledger in a folder, held by this process alone until it is closed. Raises `InUse` and `Unusable`."""

    def __init__(self, folder):
        folder = Path(folder)
        # The system lets go of the lock when its holder dies, however it dies.
        self._lock = FileLock(folder / LOCK)
        with _told():
            folder.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                raise InUse(folder) from None
            try:
                self._rows = _open(folder / NAME)
            except BaseException:
                self._lock.release()
                raise
        self._terms = {}

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        with contextlib.suppress(sqlite3.Error):
            self._rows.close()
        self._lock.release()

    def seed(self, wanted=None):
        """Return the class's seed: the one that is wanted, else the one of the last run, else a fresh one."""
        kept = _terms(self._rows)["seed"]
        return next(seed for seed in (wanted, kept, secrets.randbelow(2**31)) if seed is not None)

    def settle(self, seed, device, again=False):
        """Fix what rows depend on. With `again`, all are graded anew, by this run and by those that go on from it."""
        last_round = _terms(self._rows)["round"] or 0
        terms = {"version": autograder.__version__, "seed": seed, "device": device, "round": last_round + again}
        with _told(), self._rows:
            self._rows.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", terms.items())
        self._terms = terms

    def enrol(self, tasks):
        """Note who has handed in what: this is the class from now on."""
        rows = ((t.student, t.lab, lab_named(t.lab).order, t.sha256, plain(t.note)) for t in tasks)
        with _told(), self._rows:
            self._rows.execute("DELETE FROM handed_in")
            self._rows.executemany("INSERT INTO handed_in VALUES (?, ?, ?, ?, ?)", rows)

    def labs(self):
        """Return the labs of the class, in the order of the course."""
        with _told():
            return [lab for (lab,) in self._rows.execute("SELECT lab FROM handed_in GROUP BY lab ORDER BY min(place)")]

    def students(self):
        """Return how many students have handed in something."""
        return self._count("SELECT count(DISTINCT student) FROM handed_in")

    def outstanding(self):
        """Return how many labs of the class have not all of their rows, or rows that could not be settled."""
        return self._count(f"SELECT count(*) {_OUTSTANDING}")

    def is_outstanding(self, task):
        """Tell whether a task is one of those."""
        where = {"student": task.student, "lab": task.lab}
        return bool(self._count(f"SELECT count(*) {_OUTSTANDING} AND h.student = :student AND h.lab = :lab", **where))

    def write(self, task, rows):
        """Write all rows of a task, in place of those it had."""
        where = {"student": task.student, "lab": task.lab, "sha256": task.sha256}
        with _told(), self._rows:
            # A file may have been saved again since the class was noted: what has been graded is what counts.
            self._rows.execute("UPDATE handed_in SET sha256 = :sha256 WHERE student = :student AND lab = :lab", where)
            self._rows.execute("DELETE FROM checks WHERE student = :student AND lab = :lab", where)
            for place, row in enumerate(rows):
                self._rows.execute(
                    """INSERT INTO checks VALUES (:student, :lab, :check, :place, :sha256, :version, :seed, :device,
                    :round, :isolation, :status, :points, :max_points, :misconception, :message, :seconds, :facts)""",
                    {**row, **self._terms, **where, "place": place, **_written(row)},
                )

    def rows(self):
        """Yield the class's rows in order: what `results.jsonl` holds, with `facts` (a dict) and `note` (a text)."""
        with _told():
            yield from _current(self._rows)

    def gone(self):
        """Return `[(student, lab), …]` that were graded once and are in the class no longer."""
        with _told():
            return self._rows.execute(
                "SELECT DISTINCT student, lab FROM checks EXCEPT SELECT student, lab FROM handed_in ORDER BY 1, 2"
            ).fetchall()

    def _count(self, question, **values):
        with _told():
            return self._rows.execute(question, {**self._terms, **values}).fetchone()[0]


def rows_of(folder):
    """Return the rows of the ledger in a folder, as `Ledger.rows` does, without holding it. Raises `Unusable`."""
    path = Path(folder, NAME)
    with _told(), contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as rows:
        return list(_current(rows))


def _terms(rows):
    """Return what the rows of the last run depend on, None where there was no run."""
    with _told():
        kept = dict(rows.execute("SELECT name, value FROM settings"))
    return {name: kept.get(name) for name in _TERMS}


def _current(rows):
    """Yield the rows that count, of who is in the class."""
    columns = ", ".join(f'checks."{name}"' for name in _SHOWN)
    found = rows.execute(
        f"SELECT {columns}, facts, note FROM checks JOIN handed_in AS h USING (student, lab)"
        f" WHERE checks.{_SAME} ORDER BY student, h.place, checks.place",
        _terms(rows),
    )
    for *values, facts, note in found:
        yield {**dict(zip(_SHOWN, values, strict=True)), "facts": json.loads(facts), "note": note}


def _written(row):
    """Return the columns of a row that need another form in a table: no control characters, facts as JSON."""
    return {"message": plain(row["message"]), "facts": json.dumps(row["facts"])}


def _open(path):
    rows = sqlite3.connect(path, timeout=10.0)
    try:
        if rows.execute("PRAGMA user_version").fetchone()[0] not in (0, FORMAT):
            raise Unusable("it was made by another version of gradkit")
        rows.execute("PRAGMA journal_mode = WAL")
        # A commit is on its way to the disk, not on it: killed processes lose nothing, a power cut the last second.
        rows.execute("PRAGMA synchronous = NORMAL")
        if not rows.execute("PRAGMA user_version").fetchone()[0]:
            rows.executescript(_SCHEMA)
    except BaseException:
        rows.close()
        raise
    return rows


@contextlib.contextmanager
def _told():
    """Turn what SQLite and the system say into one exception with one line."""
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        raise Unusable(getattr(problem, "strerror", None) or str(problem)) from None
