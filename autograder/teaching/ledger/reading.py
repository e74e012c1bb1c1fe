"""A ledger as it is read back: whoever has written into it, nothing is taken that gradkit cannot have made."""

import contextlib
import json
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeGuard

from autograder.errors import LedgerDamaged, UnsoundData
from autograder.labs.catalogue import SEED_BITS
from autograder.plain_data import read
from autograder.student.rows import KEYS
from autograder.teaching import wording
from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.roster import Person
from autograder.teaching.ledger.database import CURRENT, NAME, one_error, opened_to_read
from autograder.teaching.ledger.fingerprint import FIELDS, SHARED, Fingerprint
from autograder.teaching.rows import LedgerRow, row_of
from autograder.text import said

# What is kept of a file beside its rows.
_OF_FILE = ("note", "filename", "handed_in", "marked_late", "came_as", "attempt")
_COLUMNS = (*KEYS, "facts", *_OF_FILE, "file", "terms")


def read_rows(folder: str | Path) -> list[LedgerRow]:
    """Return the rows of the ledger in a folder, without holding it. Raises `LedgerUnusable`."""
    with opened_to_read(Path(folder, NAME)) as connection:
        return list(current_rows(connection))


def earlier_rows(folder: str | Path) -> list[LedgerRow]:
    """Return the rows of files that others have taken the place of since, the latest last. Raises `LedgerUnusable`."""
    if not Path(folder, NAME).exists():  # a class that was read from its table alone
        return []
    with opened_to_read(Path(folder, NAME)) as connection:
        return list(current_rows(connection, earlier=True))


def people_of(folder: str | Path) -> dict[str, Person]:
    """Return who is on the roster that the class in a folder was graded with last, by id. Raises `LedgerUnusable`."""
    if not Path(folder, NAME).exists():
        return {}
    with opened_to_read(Path(folder, NAME)) as connection:
        return people_in(connection)


def policy_of(folder: str | Path) -> Policy:
    """Return what was said of dates when the class in a folder was graded last. Raises `LedgerUnusable`."""
    if not Path(folder, NAME).exists():
        return Policy()
    with opened_to_read(Path(folder, NAME)) as connection:
        return Settings(connection).policy()


def read_sources(folder: str | Path) -> dict[str, bytes]:
    """Return every file that was graded, by its digest: see `LedgerRow.file`. Raises `LedgerUnusable`."""
    if not Path(folder, NAME).exists():
        return {}
    with opened_to_read(Path(folder, NAME)) as connection:
        return dict(connection.execute("SELECT file, source FROM files"))


def kept_of(folder: str | Path, row: LedgerRow) -> tuple[bytes | None, Fingerprint | None]:
    """Return the file that a row of the ledger is about, and what its verdict rests on; None for what is not kept.

    Raises `LedgerUnusable`.
    """
    with opened_to_read(Path(folder, NAME)) as connection:
        file = connection.execute("SELECT source FROM files WHERE file = ?", (row.file,)).fetchone()
        found = connection.execute(f"SELECT {', '.join(SHARED)} FROM terms WHERE terms = ?", (row.terms,)).fetchone()
    source = file[0] if file and isinstance(file[0], bytes) else None
    try:
        rests_on = read(Fingerprint, dict(zip(FIELDS, (row.file, *found), strict=True))) if found else None
    except UnsoundData as problem:
        where = {"student": row.student, "lab": row.lab, "check": row.check}
        raise LedgerDamaged(said(wording.DAMAGED_ROW, **where, fault=problem)) from None
    return source, rests_on


def current_rows(connection: sqlite3.Connection, *, earlier: bool = False) -> Iterator[LedgerRow]:
    """Yield the rows of who is in the class, in the order of the course. Raises `LedgerDamaged`.

    They are those of what was handed in last, or of what was handed in `earlier`.
    """
    columns = ", ".join(f'checks."{name}"' if name in ("file", "terms") else f'"{name}"' for name in _COLUMNS)
    found = connection.execute(
        f"SELECT {columns} FROM checks JOIN handed_in AS h USING (student, lab, attempt) LEFT JOIN terms"
        f" ON terms.terms = checks.terms WHERE {CURRENT} AND (attempt != '') = ?"
        " ORDER BY student, h.place, h.handed_in, attempt, checks.place",
        (earlier,),
    )
    for values in found:
        data = dict(zip(_COLUMNS, values, strict=True))
        try:
            yield _row(data)
        except UnsoundData as problem:
            where = {name: data[name] for name in ("student", "lab", "check")}
            raise LedgerDamaged(said(wording.DAMAGED_ROW, **where, fault=problem)) from None


def outstanding_in(connection: sqlite3.Connection, if_whole: str = "1") -> Iterator[tuple[str, str, str]]:
    """Yield `(student, lab, attempt)` of those without rows that count, or of whose rows something else is not so."""
    checks = (
        f"SELECT {if_whole} FROM checks WHERE checks.student = h.student AND checks.lab = h.lab"
        f" AND checks.attempt = h.attempt AND {CURRENT}"
    )
    yield from connection.execute(
        f"SELECT h.student, h.lab, h.attempt FROM handed_in AS h WHERE NOT coalesce(({checks}), 0)"
    )


def not_graded(folder: str | Path) -> int:
    """Return how many of what lies there have no verdict that rests on what it should. Raises `LedgerUnusable`."""
    if not Path(folder, NAME).exists():
        return 0
    with opened_to_read(Path(folder, NAME)) as connection:
        return sum(not attempt for _, _, attempt in outstanding_in(connection))


def people_in(connection: sqlite3.Connection) -> dict[str, Person]:
    """Return who is on the roster of an open ledger. Raises `LedgerDamaged`."""
    people = {}
    for student, text in connection.execute("SELECT student, person FROM people ORDER BY student"):
        try:
            people[student] = read(Person, json.loads(text))
        except (ValueError, TypeError, RecursionError, AttributeError):
            raise _damaged("person", text) from None
    return people


def _row(data: dict[str, Any]) -> LedgerRow:
    with contextlib.suppress(ValueError, TypeError, RecursionError):
        data["facts"] = json.loads(data["facts"])
    if _is_whole(data["seed"]):
        data["seed"] = int(data["seed"])
    if data["marked_late"] in (0, 1):  # SQLite has no truth values
        data["marked_late"] = bool(data["marked_late"])
    return row_of(data)


def _is_whole(value: object) -> TypeGuard[str]:
    """Tell whether a value is a whole number as it is kept: digits, and not more of them than a seed may have."""
    return isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= SEED_BITS


class Settings:
    """The class's seed, how often it was graded anew, what is said of dates, and what did not hold student code in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, **settings: object) -> None:
        """Keep values for the next run."""
        with one_error(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", settings.items())

    def seed(self, wanted: int | None = None) -> int:
        """Return the class's seed: the one that is wanted, else the one of the last run, else a fresh one."""
        kept = self._kept("seed", None)
        if wanted is not None:
            return wanted
        return secrets.randbits(SEED_BITS) if kept is None else _whole("seed", kept)

    def round(self) -> int:
        """Return how often this class was graded anew because somebody asked for it."""
        return _whole("round", self._kept("round", 0))

    def missing(self) -> tuple[str, ...]:
        """Return what did not hold student code in, in words, when somebody was graded last."""
        kept = self._kept("missing", "[]")
        try:
            words = json.loads(kept)  # type: ignore[arg-type]  # a damaged one may be anything
        except (ValueError, TypeError, RecursionError):
            words = None
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise _damaged("missing", kept)
        return tuple(words)

    def policy(self) -> Policy:
        """Return what was said of dates when the class was graded last."""
        kept = self._kept("policy", "{}")
        try:
            return Policy.of_json(kept)  # type: ignore[arg-type]  # as above
        except (ValueError, TypeError, RecursionError, AttributeError):
            raise _damaged("policy", kept) from None

    def _kept(self, name: str, default: object) -> object:
        with one_error():
            found = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return found[0] if found else default


def _whole(name: str, kept: object) -> int:
    if isinstance(kept, int) or _is_whole(kept):
        return int(kept)
    raise _damaged(name, kept)


def _damaged(name: str, kept: object) -> LedgerDamaged:
    return LedgerDamaged(said(wording.DAMAGED_SETTING, name=name, value=repr(kept)))
