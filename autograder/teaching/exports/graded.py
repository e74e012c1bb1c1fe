"""What an export is made from, and what it says it has written."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.teaching import wording
from autograder.teaching.grades.grade import Grade
from autograder.teaching.grades.roster import Person
from autograder.teaching.pages.loading import GradedRun
from autograder.teaching.pages.names import course_order, feedback_name
from autograder.teaching.rows import LedgerRow, grouped
from autograder.text import plain


@dataclass(frozen=True)
class Written:
    """What an export wrote, or did, in the order in which it is told, and who is left out of it, in sentences."""

    what: tuple[Path | str, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Graded:
    """A graded class: rows and grades in order, student by student, and the roster, empty where there is none.

    The rows, with their texts, are those of the attempts that count.
    """

    folder: Path
    rows: list[LedgerRow]
    grades: list[Grade]
    people: Mapping[str, Person]
    run: GradedRun

    @functools.cached_property
    def rows_of(self) -> dict[tuple[str, str], list[LedgerRow]]:
        """The rows of each student's lab."""
        return grouped(self.rows, lambda row: (row.student, row.lab))

    @property
    def known(self) -> list[Grade]:
        """The grades that tables of an LMS hold: where there is a roster, of nobody but who is on it."""
        return [grade for grade in self.grades if not grade.is_stranger]

    def strangers(self, path: Path) -> Iterator[str]:
        """Yield who is not in a table for that, if anybody is."""
        return remark(wording.STRANGER_TO_A_TABLE, (one.student for one in self.grades if one.is_stranger), path=path)

    def downloaded(self, lms: str) -> dict[tuple[str, str], str]:
        """Return where files lay in what an LMS handed out, by student and lab; what came another way is not there."""
        prefix = f"{lms}:"
        found = {key: rows[0].came_as for key, rows in self.rows_of.items()}
        return {key: path.removeprefix(prefix) for key, path in found.items() if path.startswith(prefix)}

    def by_lab(self) -> dict[str, list[Grade]]:
        """Return the grades lab by lab, in the order of the course."""
        labs = dict.fromkeys(grade.lab for grade in sorted(self.grades, key=lambda grade: course_order(grade.rows[0])))
        groups = grouped(self.grades, lambda grade: grade.lab)
        return {lab: groups[lab] for lab in labs}


def file_of(lab: str, ending: str) -> str:
    """Return what a lab's file is called, whatever the lab is."""
    return feedback_name(lab).removesuffix(".html") + ending


def remark(sentence: str, students: Iterable[str], **details: object) -> Iterator[str]:
    """Yield a sentence that names students, if there are any."""
    if names := ", ".join(map(plain, dict.fromkeys(students))):
        yield sentence.format(names=names, **details)
