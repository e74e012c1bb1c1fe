"""A student's lab as an institution enters it: which attempt counts, what lateness cost, and what a person decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, groupby
from pathlib import Path

from autograder.errors import LedgerUnusable, UsageProblem
from autograder.judge.verdict import Status
from autograder.labs.settings import BEST
from autograder.teaching import wording
from autograder.teaching.grades.deadlines import Policy, late_by
from autograder.teaching.grades.overrides import Override, in_force, is_excused, of_lab, overrides_of, points_of
from autograder.teaching.grades.roster import Person
from autograder.teaching.ledger.database import NAME as LEDGER
from autograder.teaching.ledger.reading import earlier_rows, people_of, policy_of
from autograder.teaching.rows import NO_FACTS, LedgerRow, grouped


@dataclass(frozen=True)
class Grade:
    """One student's lab. `rows` are those of the attempt that counts; `raw`, `penalty`, `score` and `most` are points.

    `raw` and `score` are None where a check could not be run, and `score` where the lab is `excused`: then it counts for
    nothing. `points` are those of each function, raw is their sum. `handed_in` and `due` are by the course's clocks, and
    None where nobody knows; `late_by` is how long after its due date the attempt came. `overrides` are those in force. A
    stranger is not on the roster.
    """

    student: str
    lab: str
    rows: tuple[LedgerRow, ...]
    raw: float | None
    penalty: float
    score: float | None
    most: float
    points: Mapping[str, float | None]
    person: Person
    handed_in: datetime | None = None
    due: datetime | None = None
    late_by: timedelta = timedelta()
    overrides: tuple[Override, ...] = ()
    excused: bool = False
    is_stranger: bool = False

    @property
    def status(self) -> Status:
        """The worst that became of a check."""
        return Status.worst(row.status for row in self.rows)

    @property
    def score_so_far(self) -> float:
        """The score, or what is known of it where some checks could not be run."""
        return sum(points or 0 for points in self.points.values()) if self.score is None else self.score

    @property
    def is_of_earlier(self) -> bool:
        """Whether it counts what something else has taken the place of since."""
        return bool(self.rows[0].attempt)

    @property
    def may_be_late(self) -> bool:
        """Whether it is known to be late, and not by how much: no penalty is made up for that."""
        return self.rows[0].marked_late and (self.handed_in is None or self.due is None)


def grades_of(
    rows: Iterable[LedgerRow], people: Mapping[str, Person], policy: Policy, overrides: Iterable[Override] = ()
) -> list[Grade]:
    """Return the grade of each student's lab, in the order of their first rows.

    `rows` are those that count and those of earlier attempts, without which the latest is the best. `overrides` may be the
    whole log.
    """
    given = grouped(in_force(overrides), lambda one: (one.student, one.lab))
    grades = []
    for (student, lab), of_student in grouped(rows, lambda row: (row.student, row.lab)).items():
        decided, is_stranger = given.get((student, lab), []), bool(people) and student not in people
        person = people.get(student) or Person(student)
        attempts = grouped(of_student, lambda row: row.attempt).items()
        counted = (of_attempt for name, of_attempt in attempts if not name or policy.attempts == BEST)
        every = [_grade(of_attempt, person, policy, decided, is_stranger) for of_attempt in counted]
        # While one is still to be checked, nobody knows which is the best. Of two that are equal, the latest counts.
        grades += sorted(every, key=lambda one: (one.score is None, one.score or 0, not one.is_of_earlier))[-1:]
    return grades


def grades_in(folder: str | Path, rows: Iterable[LedgerRow]) -> list[Grade]:
    """Return the grades of the class in a folder; `rows` are those that count. Theirs are without texts: a class may
    be large. Raises `UsageProblem`.
    """
    try:
        every = (replace(row, facts=NO_FACTS, message="") for row in chain(rows, earlier_rows(folder)))
        return grades_of(every, people_of(folder), policy_of(folder), overrides_of(folder))
    except LedgerUnusable as problem:
        raise UsageProblem(wording.BROKEN_RESULTS, path=Path(folder, LEDGER), reason=problem, folder=folder) from None


def counting(folder: str | Path, rows: Iterable[LedgerRow], grades: Iterable[Grade]) -> Iterator[LedgerRow]:
    """Yield `rows`, of what lies there now, with those of the attempt that counts in place of them where it is another.

    Feedback goes back to what lies there now: `came_as` stays. Raises `LedgerUnusable`.
    """
    chosen = {(grade.student, grade.lab, grade.rows[0].attempt) for grade in grades if grade.is_of_earlier}
    earlier = (row for row in earlier_rows(folder) if (row.student, row.lab, row.attempt) in chosen) if chosen else ()
    counted = grouped(earlier, lambda row: (row.student, row.lab))
    for key, group in groupby(rows, key=lambda row: (row.student, row.lab)):
        if key in counted:
            came_as = next(group).came_as
            yield from (replace(row, came_as=came_as) for row in counted[key])
        else:
            yield from group


def _grade(
    rows: Sequence[LedgerRow], person: Person, policy: Policy, given: Sequence[Override], is_stranger: bool
) -> Grade:
    """Return what an attempt counts: its points, some of which a person gave, without what lateness cost.

    What a person gave for the whole lab is entered as it is.
    """
    lab, most, points = rows[0].lab, sum(row.max_points for row in rows), points_of(rows, given)
    known = [number for number in points.values() if number is not None]
    raw = sum(known) if len(known) == len(points) else None
    came, due = rows[0].handed_in, policy.due_of(person.student, lab)
    handed_in = policy.local(datetime.fromisoformat(came)) if came else None
    whole, excused = of_lab(given), is_excused(rows, given)
    penalty = min(policy.penalty(handed_in, due, most), raw or 0) if handed_in and due and not whole else 0
    score = whole.points if whole else None if raw is None else raw - penalty
    return Grade(
        student=person.student,
        lab=lab,
        rows=tuple(rows),
        raw=raw,
        penalty=penalty,
        score=None if excused else score,
        most=most,
        points=points,
        person=person,
        handed_in=handed_in,
        due=due,
        late_by=late_by(handed_in, due) if handed_in and due else timedelta(),
        overrides=tuple(given),
        excused=excused,
        is_stranger=is_stranger,
    )
