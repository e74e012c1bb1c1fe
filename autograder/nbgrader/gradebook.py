"""Put a class that `gradkit grade` graded into nbgrader's gradebook, beside what was handed in as notebooks."""

import itertools
from collections.abc import Iterable

from nbgrader.api import MissingEntry, SubmittedNotebook

from autograder.errors import UsageProblem
from autograder.judge.verdict import Status
from autograder.nbgrader import wording
from autograder.nbgrader.database import gradebook_here
from autograder.nbgrader.markdown import said_of
from autograder.nbgrader.source_notebook import TEST
from autograder.teaching.rows import NO_FACTS, LedgerRow


def write(_: object, rows: Iterable[LedgerRow]) -> str:
    """Write rows into the gradebook of the current folder's course; return where that is. Raises `UsageProblem`."""
    rows = sorted(rows, key=_whose)
    labs = sorted({row.lab for row in rows})
    with gradebook_here(labs[0]) as (gradebook, address):
        for lab in labs:  # before anything is written
            try:
                gradebook.find_notebook(lab, lab)
            except MissingEntry:
                raise UsageProblem(wording.NOT_RELEASED, lab=lab) from None
        for (lab, student), checks in itertools.groupby(rows, _whose):
            gradebook.update_or_create_student(student)
            gradebook.update_or_create_submission(lab, student)
            _enter(gradebook.find_submission_notebook(lab, lab, student), list(checks))
            gradebook.db.commit()
    return address


def _whose(row: LedgerRow) -> tuple[str, str]:
    return row.lab, row.student


def _enter(submission: SubmittedNotebook, rows: Iterable[LedgerRow]) -> None:
    """Enter the points of a student's checks, and why one did not pass as a comment on its function."""
    grades = {grade.name: grade for grade in submission.grades}
    comments = {comment.name: comment for comment in submission.comments}
    for row in rows:
        # Nobody knows what work is worth that our own machine could not check. A person should look.
        unknown = not row.status.is_settled
        grade = grades[f"{TEST}{row.check}"]
        grade.auto_score = None if unknown else row.points
        grade.needs_manual_grade = unknown or grade.manual_score is not None
        said = [row.message] if row.facts == NO_FACTS else [row.facts.stopped, row.facts.question]
        comments[row.check].auto_comment = None if row.status is Status.PASS else said_of(row.status, *said)
