"""What a ledger keeps of a class from run to run, beside its rows."""

import json
import secrets
import sqlite3

from autograder.errors import LedgerDamaged
from autograder.labs.catalogue import SEED_BITS
from autograder.teaching import wording
from autograder.teaching.ledger.database import one_error
from autograder.teaching.ledger.reading import is_whole
from autograder.text import said


class Settings:
    """The class's seed, how often it was graded anew, and what did not hold student code in."""

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

    def _kept(self, name: str, default: object) -> object:
        with one_error():
            found = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return found[0] if found else default


def _whole(name: str, kept: object) -> int:
    if isinstance(kept, int) or is_whole(kept):
        return int(kept)
    raise _damaged(name, kept)


def _damaged(name: str, kept: object) -> LedgerDamaged:
    return LedgerDamaged(said(wording.DAMAGED_SETTING, name=name, value=repr(kept)))
