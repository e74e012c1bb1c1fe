"""A student's lab as it is graded: which attempt counts, what lateness cost, and what a person decided."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.roster import Person
from autograder.teaching.rows import LedgerRow


@dataclass(frozen=True)
class Grade:
    """One student's lab. `rows` are those of the attempt that counts; `raw`, `penalty`, `score` and `most` are points.

    `raw` and `score` are None where a check could not be run. `handed_in` and `due` have an offset, and are None where
    nobody knows; `late_by` is how long after its due date the attempt came. An `excused` lab is not counted at all.
    """

    student: str
    lab: str
    rows: tuple[LedgerRow, ...]
    raw: float | None
    penalty: float
    score: float | None
    most: float
    person: Person
    handed_in: datetime | None = None
    due: datetime | None = None
    late_by: timedelta = timedelta()
    overrides: tuple[Any, ...] = ()
    excused: bool = False


def grades_of(
    rows: Iterable[LedgerRow],
    people: Mapping[str, Person],
    policy: Policy,
    overrides: Iterable[Any] = (),
) -> list[Grade]:
    """Return the grade of each student's lab, in the order of `rows`: those that count and those of earlier attempts."""
    found = []
    for (student, lab), group in itertools.groupby(rows, lambda row: (row.student, row.lab)):
        # Where overrides apply: those of this student's lab, below and once the penalty is known.
        given = tuple(one for one in overrides if (one.student, one.lab) == (student, lab))
        found.append(_grade(tuple(group), people.get(student) or Person(student), policy, given))
    return found


def _grade(rows: tuple[LedgerRow, ...], person: Person, policy: Policy, overrides: tuple[Any, ...]) -> Grade:
    student, lab, most = rows[0].student, rows[0].lab, sum(row.max_points for row in rows)
    raw = sum(row.points for row in rows) if all(row.status.is_settled for row in rows) else None
    return Grade(
        student, lab, rows, raw, 0.0, raw, most, person, None, policy.due_of(student, lab), overrides=overrides
    )
