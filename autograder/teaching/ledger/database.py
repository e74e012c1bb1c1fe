"""The tables of a ledger, and how they are opened. They are a format: what a later gradkit wrote is not touched."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import LedgerUnusable
from autograder.judge.verdict import Status
from autograder.teaching import wording
from autograder.teaching.ledger.fingerprint import SHARED

NAME = "ledger.sqlite"
# Of the tables below. A ledger with another number was made by another gradkit.
FORMAT = 3
# A fingerprint is kept as the digest of the file and that of its `terms`, the fields which many files share. Seeds are
# texts, because SQLite's whole numbers end at 64 bits. `place` is where a lab stands in the course, a check in its lab.
_SHARED_COLUMNS = ", ".join(f"{name} {'INTEGER' if name == 'round' else 'TEXT'}" for name in SHARED)
# What was graded, by its digest: what it was worth can be looked into, whatever becomes of the folder it came from.
_FILES = "CREATE TABLE files (file TEXT PRIMARY KEY, source BLOB) WITHOUT ROWID;"
_SCHEMA = f"""
BEGIN;
CREATE TABLE settings (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE terms (terms TEXT PRIMARY KEY, {_SHARED_COLUMNS}) WITHOUT ROWID;
CREATE TABLE handed_in (
    student TEXT, lab TEXT, place INTEGER, note TEXT, file TEXT, terms TEXT, points_before NUMERIC,
    PRIMARY KEY (student, lab)
) WITHOUT ROWID;
{_FILES}
CREATE TABLE checks (
    student TEXT, lab TEXT, "check" TEXT, place INTEGER, file TEXT, terms TEXT, isolation TEXT,
    status TEXT, points NUMERIC, max_points NUMERIC, misconception TEXT, message TEXT, seconds REAL, facts TEXT,
    PRIMARY KEY (student, lab, "check")
) WITHOUT ROWID;
PRAGMA user_version = {FORMAT};
COMMIT;
"""
# What makes the next format of an earlier one.
_MIGRATIONS = {2: _FILES}
# Of the checks of one student's lab: whether all are settled, and whether one rests on what it should rest on (`h`).
SETTLED = f"min(status != '{Status.INFRA}')"
CURRENT = "checks.file = h.file AND checks.terms = h.terms"
OF_TASK = "student = :student AND lab = :lab"


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


def _migrate(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Make a ledger of this format of an earlier one. What it was is kept beside it."""
    with contextlib.closing(sqlite3.connect(path.with_name(f"{path.stem}-{version}{path.suffix}"))) as kept:
        connection.backup(kept)
    steps = " ".join(_MIGRATIONS[number] for number in range(version, FORMAT))
    connection.executescript(f"BEGIN; {steps} PRAGMA user_version = {FORMAT}; COMMIT;")


@contextlib.contextmanager
def one_error() -> Iterator[None]:
    """Turn what SQLite and the system raise into a `LedgerUnusable` with one line."""
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        raise LedgerUnusable(getattr(problem, "strerror", None) or str(problem)) from None
