"""The students of a class as its page shows them: who they are, what their labs count, and what they are stuck on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from autograder.judge.verdict import Status
from autograder.student.board import mark, status_words
from autograder.student.wording import TO_MEND
from autograder.teaching import wording
from autograder.teaching.grades.grade import Grade
from autograder.teaching.grades.roster import Person
from autograder.teaching.pages.given import is_done
from autograder.teaching.pages.names import feedback_names, lab_title
from autograder.teaching.pages.student import first_open
from autograder.teaching.rows import BETWEEN_NOTES, LedgerRow, grouped


@dataclass(frozen=True, eq=False)
class Member:
    """A student of a class. `labs` are all labs of the class with the points that they are worth, handed in or not."""

    person: Person
    link: str
    rows: list[LedgerRow]
    grades: dict[str, Grade]
    labs: Mapping[str, float]

    @property
    def student(self) -> str:
        """The id that every row has."""
        return self.person.student

    @cached_property
    def by_lab(self) -> dict[str, list[LedgerRow]]:
        """The rows of the labs that are there."""
        return grouped(self.rows, lambda row: row.lab)

    @property
    def counted(self) -> dict[str, list[LedgerRow]]:
        """The same without the labs that are excused."""
        return {
            lab: rows for lab, rows in self.by_lab.items() if lab not in self.grades or not self.grades[lab].excused
        }

    @cached_property
    def points(self) -> float:
        """What all labs count so far."""
        return sum(grade.score_so_far for grade in self.grades.values() if not grade.excused)

    @cached_property
    def most(self) -> float:
        """What all labs of the class are worth, without those that are excused."""
        excused = {grade.lab for grade in self.grades.values() if grade.excused}
        return sum(points for lab, points in self.labs.items() if lab not in excused)

    @property
    def is_excused(self) -> bool:
        """Whether nothing is left that could count."""
        return not self.most

    @property
    def percent(self) -> int:
        """The share of the points, which is 100 for all of them alone."""
        if self.points >= self.most:
            return 100
        return min(99, round(100 * self.points / self.most))

    @cached_property
    def stuck(self) -> tuple[str, str]:
        """What to work on, and why: both "" where all is right."""
        if row := first_open(row for row in self.rows if not is_done(self.grades[row.lab], row)):
            why = TO_MEND if row.facts.as_given else status_words(row.status)
            return row.check, row.misconception or why
        absent = next((lab for lab in self.labs if lab not in self.by_lab), None)
        return (lab_title(absent), status_words(Status.MISSING)) if absent else ("", "")

    @property
    def mistakes(self) -> set[str]:
        """The named ones."""
        return {row.misconception for row in self.rows if row.misconception}

    @property
    def statuses(self) -> set[Status]:
        """All that became of a check."""
        return {row.status for row in self.rows}

    @property
    def notes(self) -> list[str]:
        """What was noted while the files were collected."""
        noted = sorted({note for row in self.rows if row.note for note in row.note.split(BETWEEN_NOTES)})
        if any(grade.may_be_late for grade in self.grades.values()):
            noted.insert(0, wording.LATE_BY_UNKNOWN)
        if any(grade.is_stranger for grade in self.grades.values()):
            noted.insert(0, wording.NOT_ON_ROSTER)
        return noted

    def marks(self, checks: Iterable[str], lab: str) -> str:
        """Return a sign for each check of a lab, a blank where it is not there: what is to be mended is not begun."""
        found = {row.check: row for row in self.by_lab[lab]}
        statuses = (Status.NOT_STARTED if row.facts.as_given else row.status for row in found.values())
        signs = dict(zip(found, map(mark, statuses), strict=True))
        return "".join(signs.get(check, " ") for check in checks)


def members_of(rows: list[LedgerRow], grades: Iterable[Grade], labs: Iterable[str]) -> list[Member]:
    """Return the students of a class, in the order of their rows; `labs` are those of the class, in their order."""
    of_student = grouped(grades, lambda grade: grade.student)
    every = [grade for group in of_student.values() for grade in group]
    worth = {lab: max((grade.most for grade in every if grade.lab == lab), default=0.0) for lab in labs}
    groups = grouped(rows, lambda row: row.student)
    links = feedback_names(groups)
    found = []
    for student, group in groups.items():
        theirs = {grade.lab: grade for grade in of_student.get(student, ())}
        person = next((grade.person for grade in theirs.values()), Person(student))
        found.append(Member(person, f"feedback/{quote(links[student])}", group, theirs, worth))
    return found
