"""Put a class that `gradkit grade` graded into nbgrader's gradebook, beside what was handed in as notebooks."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import Grade as Entry
from nbgrader.api import MissingEntry, SubmittedAssignment, SubmittedNotebook, TaskCell
from nbgrader.utils import parse_utc

from autograder.errors import UsageProblem
from autograder.judge.verdict import Status
from autograder.labs.catalogue import lab_named
from autograder.language import told
from autograder.nbgrader import students_wording, wording
from autograder.nbgrader.as_notebook import is_new, notebook_of_file, write_notebooks
from autograder.nbgrader.by_hand import enter_by_hand
from autograder.nbgrader.database import gradebook_here
from autograder.nbgrader.grading import outputs_of_test
from autograder.nbgrader.markdown import comment_of
from autograder.nbgrader.original import Original, is_labs_in
from autograder.nbgrader.own_tests import OwnTests
from autograder.nbgrader.source_notebook import TEST
from autograder.student.board import mark
from autograder.student.html_card import page
from autograder.teaching.exports.graded import Written, remark
from autograder.teaching.grades.grade import Grade
from autograder.teaching.grades.overrides import Action, overrides_of
from autograder.teaching.grades.roster import Person
from autograder.teaching.ledger.reading import policy_of, read_sources
from autograder.teaching.rows import NO_FACTS, LedgerRow, grouped
from autograder.teaching.wording import EXCUSED_BY_HAND


def write(folder: str | Path, grades: Iterable[Grade], *, mark_questions: bool = False) -> Written:
    """Write grades into the gradebook of the current folder's course; tell where that is. Raises `UsageProblem`.

    For each file that was handed in a notebook is made. Its written questions, which a file cannot answer, wait for
    somebody to mark them with `mark_questions` alone; an instructor's own tests wait in any case.
    """
    grades = sorted(grades, key=lambda grade: (grade.lab, grade.student))
    labs = sorted({grade.lab for grade in grades})
    files, policy, others = read_sources(folder), policy_of(folder), []
    log = grouped(overrides_of(folder), lambda one: (one.student, one.lab))
    with gradebook_here(labs[0]) as (gradebook, address, course):
        originals: dict[str, Original] = {}
        for lab in labs:  # before anything is written
            try:
                gradebook.find_notebook(lab, lab)
            except MissingEntry:
                raise UsageProblem(wording.NOT_RELEASED, lab=lab) from None
            if not is_labs_in(gradebook, lab, lab):
                raise UsageProblem(wording.NOT_THE_LAB, lab=lab)
            source = Path(course.format_path(course.source_directory, ".", lab))
            originals[lab] = Original(gradebook, lab, lab, source)
        for lab in originals.keys() & policy.due.keys():  # others are due as the instructor says in nbgrader
            gradebook.update_or_create_assignment(lab, duedate=policy.due[lab])
        for grade in grades:
            lab, student, found = grade.lab, grade.student, grade.rows
            gradebook.update_or_create_student(student, **_known_of(grade.person))
            decided = log.get((student, lab), [])
            # For nbgrader, too, nothing was handed in, but points need something that they belong to.
            if grade.status is Status.MISSING and not any(one.action is Action.POINTS for one in decided):
                continue
            _enter_dates(gradebook.update_or_create_submission(lab, student), grade, policy.due.get(lab))
            submission = gradebook.find_submission_notebook(lab, lab, student)
            submission.late_submission_penalty = grade.penalty or None
            file = files.get(found[0].file, b"")
            notebook = notebook_of_file(originals[lab], lab, file, mark_questions=mark_questions)
            again = is_new(course, student, lab, notebook)
            _enter(submission, found, again)
            others += [f"{student} {lab}.{name}" for name in enter_by_hand(submission, grade, decided)]
            own = OwnTests(notebook, lab_named(lab), lambda: (), 0.0).not_run(told(students_wording.OWN_OF_A_FILE))
            outputs = _outputs(found) | {name: list(result.outputs) for name, result in own.items()}
            if write_notebooks(course, student, lab, notebook, outputs, handed_in=submission.assignment.timestamp):
                _enter_rest(submission, {f"{TEST}{row.check}" for row in found}, again, mark_questions)
            gradebook.db.commit()
    excused = [f"{grade.student} ({grade.lab})" for grade in grades if grade.excused]
    remarks = [*remark(EXCUSED_BY_HAND, excused, lms="nbgrader"), *remark(wording.OTHERS_BY_HAND, others)]
    return Written((address,), tuple(remarks))


def _known_of(person: Person) -> dict[str, str]:
    """Return what the roster knows of a student; what it does not know stays as it is in the gradebook."""
    known = {"first_name": person.first_name, "last_name": person.last_name, "email": person.mail}
    return {name: text for name, text in known.items() if text}


def _enter_dates(submission: SubmittedAssignment, grade: Grade, due: datetime | None) -> None:
    """Enter when a student's lab was handed in, and how much more time they have than others, to whom it is `due`."""
    if grade.handed_in:
        submission.timestamp = parse_utc(grade.handed_in)
    if due and grade.due:
        submission.extension = (grade.due.astimezone(UTC) - due.astimezone(UTC)) or None


def _outputs(rows: Sequence[LedgerRow]) -> dict[str, list[NotebookNode]]:
    """Return what stands below each test cell, by its name: nothing where a check could not be run."""
    return {f"{TEST}{row.check}": outputs_of_test(_card(row), row.points) for row in rows if row.status.is_settled}


def _card(row: LedgerRow) -> dict[str, str]:
    lines = row.message.splitlines() or [row.status.replace("_", " ")]
    passed = row.status is Status.PASS
    html = page(mark(row.status), row.check, f"{row.points:g}", lines, passed=passed, picture=b"", alt="")
    return {"text/html": html, "text/plain": "\n".join(lines)}


def _enter(submission: SubmittedNotebook, rows: Iterable[LedgerRow], again: bool) -> None:
    """Enter the points of a student's checks, and why one did not pass as a comment on its function.

    What a person has marked is theirs to look at `again`, where other work was handed in since.
    """
    grades = {grade.name: grade for grade in submission.grades}
    comments = {comment.name: comment for comment in submission.comments}
    for row in rows:
        # Nobody knows what work is worth that our own machine could not check. A person should look.
        _score(grades[f"{TEST}{row.check}"], row.points if row.status.is_settled else None, again)
        said = [row.message] if row.facts == NO_FACTS else [row.facts.stopped, row.facts.question]
        comments[row.check].auto_comment = (
            None if row.status is Status.PASS else comment_of(row.status, *said, waits_for=row.facts.waits_for)
        )


def _enter_rest(submission: SubmittedNotebook, entered: Collection[str], again: bool, mark_questions: bool) -> None:
    """Enter that questions were not answered, or that they wait for a person.

    So does a test of an instructor's own, until `nbgrader autograde` has run it on the notebook that was made.
    """
    comments = {comment.name: comment for comment in submission.comments}
    for grade in submission.grades:
        if grade.name in entered or isinstance(grade.cell, TaskCell):
            continue
        if comment := comments.get(grade.name):
            _score(grade, None if mark_questions else 0, again)
            comment.auto_comment = None if mark_questions else wording.NO_RESPONSE
        else:
            _score(grade, None if again else grade.auto_score, again)


def _score(grade: Entry, points: float | None, again: bool) -> None:
    marked = grade.manual_score is not None
    grade.auto_score = points
    grade.needs_manual_grade = (again or grade.needs_manual_grade) if marked else points is None
