"""A row as a class keeps it: what `results.jsonl` holds, and what pages are made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, TypeVar

from autograder.errors import UnsoundData
from autograder.plain_data import STRANGE_VALUE, read
from autograder.student.card import ShownDifference
from autograder.student.rows import Count, Row
from autograder.text import said

# A row's note may say several things.
BETWEEN_NOTES = "; "
T = TypeVar("T")
K = TypeVar("K")
Point = tuple[float, float]


@dataclass(frozen=True)
class Table:
    """The numbers around the first one that differs, `of` what. A row is (where, expected, got, whether they part)."""

    of: str
    rows: tuple[tuple[str, str, str, bool], ...]


@dataclass(frozen=True)
class Paths:
    """Two parameters after `steps` updates, as the reference and the student walked: `parted` after so many updates.

    The student's path may end earlier, and has one point at least. Raises `ValueError` for any other.
    """

    steps: tuple[Count, ...]
    right: tuple[Point, ...]
    yours: tuple[Point, ...]
    parted: Count | None

    def __post_init__(self) -> None:
        if not 0 < len(self.yours) <= len(self.right) == len(self.steps):
            raise ValueError("these are no two paths")


@dataclass(frozen=True)
class Facts:
    """What pages show of a verdict beyond its row: texts as they are shown, and numbers that JSON can hold."""

    called: str = ""
    fresh: bool = False
    question: str = ""
    stopped: str = ""
    line: Count = 0
    waits_for: str = ""
    as_given: bool = False
    printed: str = ""
    difference: ShownDifference | None = None
    table: Table | None = None
    path: Paths | None = None


NO_FACTS = Facts()


def is_moment(text: str) -> bool:
    """Tell whether a text is a time as rows keep it, in ISO 8601 and UTC, or "", and one that any clock can show."""
    try:
        return not text or (datetime.fromisoformat(text).tzinfo is UTC and "1970" <= text[:4] < "9000")
    except ValueError:
        return False


@dataclass(frozen=True)
class LedgerRow(Row):
    """A row with its facts, what `Task` knows of the file, and `(line, traceback)` of what failed on our side meanwhile.

    `file` and `terms` are the digests of the file and of what else the verdict rests on, "" before it is in a ledger.
    """

    facts: Facts = NO_FACTS
    note: str = ""
    filename: str = ""
    handed_in: Annotated[str, is_moment] = ""
    marked_late: bool = False
    came_as: str = ""
    attempt: str = ""
    file: str = ""
    terms: str = ""
    defect: tuple[str, str] | None = None


def row_of(data: Mapping[str, object]) -> LedgerRow:
    """Return the row that plain data describes. Raises `UnsoundData` unless gradkit can have written it."""
    facts = data.get("facts")
    if not isinstance(facts, dict):
        raise UnsoundData(said(STRANGE_VALUE, name="facts", value=repr(facts)))
    row = read(LedgerRow, {"misconception": None, **data, "facts": read(Facts, facts, "facts.")})
    if row.points > row.max_points:
        raise UnsoundData(said(STRANGE_VALUE, name="points", value=row.points))
    return row


def grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Return what has the same key, key by key, in the order in which the first of each comes."""
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
