"""The rows of a ledger as they are read back: whoever has written into it, none is taken that gradkit cannot have made."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeGuard

from autograder.errors import LedgerDamaged, UnsoundRow
from autograder.labs.catalogue import SEED_BITS
from autograder.student.rows import KEYS
from autograder.teaching import wording
from autograder.teaching.ledger.database import CURRENT, NAME, one_error
from autograder.teaching.rows import LedgerRow, row_of
from autograder.text import said

_COLUMNS = (*KEYS, "facts", "note")


def read_rows(folder: str | Path) -> list[LedgerRow]:
    """Return the rows of the ledger in a folder, without holding it. Raises `LedgerUnusable`."""
    path = Path(folder, NAME)
    with one_error(), contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return list(current_rows(connection))


def current_rows(connection: sqlite3.Connection) -> Iterator[LedgerRow]:
    """Yield the rows that count, of who is in the class, in the order of the course. Raises `LedgerDamaged`."""
    columns = ", ".join(f'"{name}"' for name in _COLUMNS)
    found = connection.execute(
        f"SELECT {columns} FROM checks JOIN handed_in AS h USING (student, lab) LEFT JOIN terms"
        f" ON terms.terms = checks.terms WHERE {CURRENT} ORDER BY student, h.place, checks.place"
    )
    for values in found:
        data = dict(zip(_COLUMNS, values, strict=True))
        try:
            yield _row(data)
        except UnsoundRow as problem:
            where = {name: data[name] for name in ("student", "lab", "check")}
            raise LedgerDamaged(said(wording.DAMAGED_ROW, **where, fault=problem)) from None


def _row(data: dict[str, Any]) -> LedgerRow:
    with contextlib.suppress(ValueError, TypeError, RecursionError):
        data["facts"] = json.loads(data["facts"])
    if is_whole(data["seed"]):
        data["seed"] = int(data["seed"])
    return row_of(data)


def is_whole(value: object) -> TypeGuard[str]:
    """Tell whether a value is a whole number as it is kept: digits, and not more of them than a seed may have."""
    return isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= SEED_BITS
