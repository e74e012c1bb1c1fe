"""The tables of a ledger, and how they are opened. They are a format: what a later gradkit wrote is not touched."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import LedgerUnusable
from autograder.judge.verdict import Status
from autograder.teaching import wording
from autograder.teaching.ledger.fingerprint import SHARED
from autograder.teaching.whole_files import drafted

NAME = "ledger.sqlite"
# Of the tables below. A ledger with another number was made by another gradkit.
FORMAT = 4
# A fingerprint is kept as the digest of the file and that of its `terms`, the fields which many files share. Seeds are
# texts, because SQLite's whole numbers end at 64 bits. `place` is where a lab stands in the course, a check in its lab.
_SHARED_COLUMNS = ", ".join(f"{name} {'INTEGER' if name == 'round' else 'TEXT'}" for name in SHARED)
# What was graded, by its digest: what it was worth can be looked into, whatever becomes of the folder it came from.
_FILES = "CREATE TABLE files (file TEXT PRIMARY KEY, source BLOB) WITHOUT ROWID;"
# An `attempt` is "" for what lies in the class's folder now, and the digest of an earlier file for what lay there before.
_HANDED_IN = """
CREATE TABLE handed_in (
    student TEXT, lab TEXT, attempt TEXT NOT NULL DEFAULT '', place INTEGER, note TEXT, file TEXT, terms TEXT,
    points_before NUMERIC, filename TEXT NOT NULL DEFAULT '', handed_in TEXT NOT NULL DEFAULT '',
    marked_late INTEGER NOT NULL DEFAULT 0, came_as TEXT NOT NULL DEFAULT '', PRIMARY KEY (student, lab, attempt)
) WITHOUT ROWID;
"""
_CHECKS = """
CREATE TABLE checks (
    student TEXT, lab TEXT, attempt TEXT NOT NULL DEFAULT '', "check" TEXT, place INTEGER, file TEXT, terms TEXT,
    isolation TEXT, status TEXT, points NUMERIC, max_points NUMERIC, misconception TEXT, message TEXT, seconds REAL,
    facts TEXT, PRIMARY KEY (student, lab, attempt, "check")
) WITHOUT ROWID;
"""
_PEOPLE = "CREATE TABLE people (student TEXT PRIMARY KEY, person TEXT) WITHOUT ROWID;"
# What people decided, and over which verdict: a log, of which nothing is ever changed or taken away.
_OVERRIDES = """
CREATE TABLE overrides (
    number INTEGER PRIMARY KEY, given_at TEXT, given_by TEXT, student TEXT, lab TEXT, "check" TEXT, action TEXT,
    points NUMERIC, because TEXT, status TEXT, points_then NUMERIC, file TEXT, terms TEXT
);
CREATE TRIGGER overrides_are_not_changed BEFORE UPDATE ON overrides
    BEGIN SELECT raise(ABORT, 'the log of overrides only grows'); END;
CREATE TRIGGER overrides_are_not_taken_away BEFORE DELETE ON overrides
    BEGIN SELECT raise(ABORT, 'the log of overrides only grows'); END;
"""
_SCHEMA = f"""
BEGIN;
CREATE TABLE settings (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE terms (terms TEXT PRIMARY KEY, {_SHARED_COLUMNS}) WITHOUT ROWID;
{_HANDED_IN} {_FILES} {_CHECKS} {_PEOPLE} {_OVERRIDES}
PRAGMA user_version = {FORMAT};
COMMIT;
"""
_OF_HANDED_IN = "student, lab, place, note, file, terms, points_before"
_OF_CHECKS = (
    'student, lab, "check", place, file, terms, isolation, status, points, max_points, misconception, message, seconds,'
    " facts"
)
# What makes the next format of an earlier one.
_MIGRATIONS = {
    2: _FILES,
    3: f"""
ALTER TABLE handed_in RENAME TO handed_in_3; ALTER TABLE checks RENAME TO checks_3;
{_HANDED_IN} {_CHECKS} {_PEOPLE} {_OVERRIDES}
INSERT INTO handed_in ({_OF_HANDED_IN}) SELECT {_OF_HANDED_IN} FROM handed_in_3;
INSERT INTO checks ({_OF_CHECKS}) SELECT {_OF_CHECKS} FROM checks_3;
DROP TABLE handed_in_3; DROP TABLE checks_3;
""",
}
# Of the checks of one student's lab: whether all are settled, and whether one rests on what it should rest on (`h`).
SETTLED = f"min(status != '{Status.INFRA}')"
CURRENT = "checks.file = h.file AND checks.terms = h.terms"
OF_LAB = "student = :student AND lab = :lab"
OF_TASK = f"{OF_LAB} AND attempt = :attempt"


def opened(path: Path) -> sqlite3.Connection:
    """Return a connection to the ledger at a path, which is made where there is none. Raises `LedgerUnusable`."""
    connection = sqlite3.connect(path, timeout=10.0)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, *_MIGRATIONS, FORMAT):
            raise LedgerUnusable(wording.LEDGER_OF_ANOTHER_VERSION)
        if version in _MIGRATIONS:
            _migrate(connection, path, version)
        connection.execute("PRAGMA journal_mode = WAL")
        # A commit is on its way to the disk, not on it: killed processes lose nothing, a power cut the last second.
        connection.execute("PRAGMA synchronous = NORMAL")
        if not version:
            connection.executescript(_SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def opened_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the ledger at a path without holding or changing it; an earlier format is brought up to date in memory.

    Raises `LedgerUnusable`.
    """
    with one_error(), contextlib.ExitStack() as stack:
        connection = stack.enter_context(contextlib.closing(_read_only(path)))
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version in _MIGRATIONS:
            copy = stack.enter_context(contextlib.closing(sqlite3.connect(":memory:")))
            connection.backup(copy)
            copy.executescript(_steps(version))
            connection = copy
        elif version != FORMAT:
            raise LedgerUnusable(wording.LEDGER_OF_ANOTHER_VERSION)
        yield connection


def _read_only(path: Path) -> sqlite3.Connection:
    """Return a connection that changes nothing, and needs no room where nobody has written since the ledger was closed."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True)
    try:
        connection.execute("PRAGMA user_version")
    except sqlite3.OperationalError:  # beside it SQLite would make a file: on a full disk, or one that is read-only
        connection.close()
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise
        return sqlite3.connect(f"{address}&immutable=1", uri=True)
    return connection


def _migrate(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Make a ledger of this format of an earlier one. What it was is kept beside it."""
    with (
        drafted(path.with_name(f"{path.stem}-{version}{path.suffix}")) as draft,
        contextlib.closing(sqlite3.connect(draft)) as kept,
    ):
        connection.backup(kept)
        kept.execute("PRAGMA journal_mode = DELETE")
    connection.executescript(_steps(version))


def _steps(version: int) -> str:
    steps = " ".join(_MIGRATIONS[number] for number in range(version, FORMAT))
    return f"BEGIN; {steps} PRAGMA user_version = {FORMAT}; COMMIT;"


@contextlib.contextmanager
def one_error() -> Iterator[None]:
    """Turn what SQLite and the system raise into a `LedgerUnusable` with one line."""
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        raise LedgerUnusable(getattr(problem, "strerror", None) or str(problem)) from None
