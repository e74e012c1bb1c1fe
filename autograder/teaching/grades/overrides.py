"""What a person decides over a verdict: a log in the ledger that only grows, what of it is in force, and what it counts."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path

from autograder.errors import LedgerDamaged, UnsoundData
from autograder.judge.verdict import Status
from autograder.plain_data import STRANGE_VALUE, read
from autograder.student.rows import Amount, Count, Name, Row
from autograder.teaching import wording
from autograder.teaching.ledger.database import NAME, opened_to_read
from autograder.teaching.rows import LedgerRow
from autograder.text import said


class Action(StrEnum):
    """What was decided. Each is the text that the ledger knows it by."""

    POINTS = "points"
    EXCUSE = "excuse"
    UNDO = "undo"


@dataclass(frozen=True)
class Override:
    """An entry of the log, its fields in the order of the table's columns.

    `check` is "" where it is about the whole lab. `status`, `points_then`, `file` and `terms` are those of the verdict that
    it was given over: of a lab the worst status, and the sum. `given_at` is in ISO 8601, in UTC. Raises `UnsoundData` for
    points without their action.
    """

    number: Count
    given_at: str
    given_by: str
    student: Name
    lab: Name
    check: str
    action: Action
    points: Amount | None
    because: str
    status: Status
    points_then: Amount
    file: str
    terms: str

    def __post_init__(self) -> None:
        if (self.action is Action.POINTS) != (self.points is not None):
            raise UnsoundData(said(STRANGE_VALUE, name="points", value=repr(self.points)))

    @property
    def name(self) -> str:
        """What it is about, as it is typed: LAB or LAB.FUNCTION."""
        return f"{self.lab}.{self.check}" if self.check else self.lab

    @property
    def what(self) -> str:
        """What was decided, in words for who teaches."""
        if self.action is Action.POINTS:
            return wording.GIVEN_POINTS[self.points != 1].format(points=f"{self.points:g}")
        return {Action.EXCUSE: wording.EXCUSED, Action.UNDO: wording.UNDONE}[self.action]

    def rests_on(self, rows: Sequence[LedgerRow]) -> bool:
        """Tell whether the verdict below is the one that it was given over. `rows` are those of the lab that count."""
        below = [row for row in rows if self.check in ("", row.check)]
        return bool(below) and verdict_of(below) == (self.status, self.points_then, self.file)


_COLUMNS = tuple(field.name for field in fields(Override))


def verdict_of(rows: Sequence[LedgerRow]) -> tuple[Status, float, str]:
    """Return the worst status, the points and the file's digest of one check, or of all of one lab.

    Of what was not handed in the digest is that of a sentence, which may be put in other words: here it is "".
    """
    status = Status.worst(row.status for row in rows)
    return status, sum(row.points for row in rows), "" if status is Status.MISSING else rows[0].file


def since(one: Override, rows: Sequence[LedgerRow]) -> str:
    """Return what has become of the verdict below since; "" where it is the one that it was given over."""
    if one.rests_on(rows):
        return ""
    below = [row for row in rows if one.check in ("", row.check)]
    if not below:
        return wording.NO_VERDICT_BELOW
    status, points, file = verdict_of(below)
    then, now = f"{wording.IN_TABLE[one.status]}, {one.points_then:g}", f"{wording.IN_TABLE[status]}, {points:g}"
    return (wording.OTHER_VERDICT if file == one.file else wording.OTHER_FILE).format(then=then, now=now)


def overrides_of(folder: str | Path) -> list[Override]:
    """Return the log of the class in a folder, the oldest entry first. Raises `LedgerUnusable`."""
    if not Path(folder, NAME).exists():  # a class that was read from its table alone
        return []
    with opened_to_read(Path(folder, NAME)) as connection:
        return read_log(connection)


def read_log(connection: sqlite3.Connection) -> list[Override]:
    """Return the log of an open ledger. Raises `LedgerDamaged` for an entry that gradkit cannot have written."""
    columns = ", ".join(f'"{name}"' for name in _COLUMNS)
    log = []
    for values in connection.execute(f"SELECT {columns} FROM overrides ORDER BY number"):
        data = dict(zip(_COLUMNS, values, strict=True))
        try:
            log.append(read(Override, data))
        except UnsoundData as problem:
            raise LedgerDamaged(said(wording.DAMAGED_OVERRIDE, number=data["number"], fault=problem)) from None
    return log


def write_entry(connection: sqlite3.Connection, entry: Override) -> None:
    """Add an entry to the log; its number is the next one, whatever it says."""
    marks = ", ".join("?" * len(_COLUMNS))
    connection.execute(f"INSERT INTO overrides VALUES ({marks})", (None, *astuple(entry)[1:]))


def in_force(log: Iterable[Override]) -> list[Override]:
    """Return the last entry on each student's lab or function, in the order of the log, without what was undone."""
    last = {(one.student, one.lab, one.check): one for one in log}
    return sorted((one for one in last.values() if one.action is not Action.UNDO), key=lambda one: one.number)


def of_lab(given: Iterable[Override]) -> Override | None:
    """Return what of one student's lab concerns the lab as a whole, of what is in force; None where nothing does."""
    return next((one for one in given if not one.check), None)


def is_excused(rows: Iterable[Row], given: Iterable[Override]) -> bool:
    """Tell whether a student's lab does not count: it is excused, or so are all its functions."""
    given = list(given)
    if whole := of_lab(given):
        return whole.action is Action.EXCUSE
    return {row.check for row in rows} <= {one.check for one in given if one.action is Action.EXCUSE}


def points_of(rows: Iterable[Row], given: Iterable[Override]) -> dict[str, float | None]:
    """Return what each function of a student's lab counts by what is in force; None where nobody can tell.

    What was given replaces the verdict's points. An excused function has the share of its points that the others have.
    """
    rows, of_check = list(rows), {one.check: one for one in given}
    counted = {row.check: row.points if row.status.is_settled else None for row in rows}
    counted |= {name: one.points for name, one in of_check.items() if name in counted and one.action is Action.POINTS}
    excused = {name for name, one in of_check.items() if one.action is Action.EXCUSE}
    others = [row for row in rows if row.check not in excused]
    had, most = sum(counted[row.check] or 0 for row in others), sum(row.max_points for row in others)
    can_tell = most > 0 and all(counted[row.check] is not None for row in others)
    for row in rows:
        if row.check in excused:
            share = round(row.max_points * had / most, 2) if can_tell else None
            counted[row.check] = int(share) if share and share.is_integer() else share
    return counted
