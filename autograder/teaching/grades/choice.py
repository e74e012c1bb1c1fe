"""Whose grade somebody means who types a student and a lab, or in one line who and what there is instead."""

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.errors import WholeProblem
from autograder.teaching import wording
from autograder.teaching.grades.grade import Grade

# Of a class as many are named as somebody reads.
_NAMED = 5


def chosen(grades: Sequence[Grade], student: str, lab: str, folder: Path) -> Grade:
    """Return the grade of a student's lab. Raises `UsageProblem` with what there is."""
    known(student, grades, folder)
    labs = {grade.lab: grade for grade in grades if grade.student == student}
    if lab not in labs:
        raise WholeProblem(wording.NOT_GRADED, student=student, name=lab, names=", ".join(labs))
    return labs[lab]


def known(student: str, grades: Iterable[Grade], folder: Path) -> None:
    """Raise `UsageProblem`, with who may have been meant, unless there is such a student."""
    people = {grade.student: grade.person for grade in grades}
    if student in people:
        return
    meant = [name for name, person in people.items() if student in (person.login, person.mail, person.name)]
    if len(meant) > 1:
        raise WholeProblem(wording.SEVERAL_CALLED_SO, name=student, count=len(meant), names=", ".join(meant))
    near = meant or difflib.get_close_matches(student, people) or list(people)[:_NAMED]
    raise WholeProblem(wording.NOT_IN_CLASS, name=student, folder=folder, near=", ".join(near))
