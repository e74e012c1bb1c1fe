"""Grade a notebook behind the wall: nothing of it runs in this process or in a kernel, and no cell of it is believed.

The functions' cells become a file, the file is checked as `gradkit grade` checks one, and each test cell is given the
output that says so: a card, and the points, which nbgrader reads as it reads any test's. The instructor's own tests have
what came out of them: see `own_tests.py`.
"""

from collections.abc import Mapping

from nbformat import NotebookNode, from_dict
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from autograder.labs.catalogue import lab_named
from autograder.nbgrader import wording
from autograder.nbgrader.ahead import at_work
from autograder.nbgrader.markdown import comment_of
from autograder.nbgrader.original import OURS, grade_id_of
from autograder.nbgrader.own_tests import function_in, is_test
from autograder.nbgrader.steps import RUNNING, SAVING, Resources, StandIn
from autograder.student.card import sentences, stopped_by
from autograder.student.notebook import NOTEBOOK, Shown, rendered


class BehindTheWall(StandIn):
    """In place of nbgrader's Execute, which runs a notebook in a kernel."""

    in_place_of = RUNNING

    def of_a_lab(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the notebook with an output in every test cell, and the resources with the verdicts."""
        submission = resources["nbgrader"]
        task, verdicts, own = at_work(self, submission).graded(nb, submission)
        if unsettled := next((verdict for verdict in verdicts if not verdict.status.is_settled), None):
            # nbgrader notes the failure and goes on with the next student: nobody gets a silent zero.
            why = f"{unsettled.defect}\n{unsettled.defect.trace}" if unsettled.defect else unsettled.detail
            raise RuntimeError(wording.NOT_RUN.format(lab=task.lab, reason=why))
        shown = {verdict.check.function: Shown(verdict, NOTEBOOK, task.source, ()) for verdict in verdicts}
        for cell in nb.cells:
            if function := function_in(cell, lab_named(task.lab)):
                cell.outputs = outputs_of_test(rendered(shown[function]), shown[function].verdict.points)
            elif is_test(cell):
                cell.outputs = list(own[cell.metadata.nbgrader.grade_id].outputs)
        for name, result in own.items():
            if result.trouble:
                said = wording.OWN_TROUBLE.format(name=name, student=submission["student"], reason=result.trouble)
                self.log.error(said)
        resources[OURS] = shown, {name for name, result in own.items() if result.waits}
        return nb, resources


class SaveVerdicts(StandIn):
    """In place of nbgrader's SaveAutoGrades: the same entries in one transaction, and a comment on what did not pass."""

    in_place_of = SAVING

    def of_a_lab(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return both as they were. The gradebook then holds the points and the comments."""
        submission, (shown, waiting) = resources["nbgrader"], resources.get(OURS, ({}, set()))
        ahead = at_work(self, submission)
        with ahead.gradebook(submission["db_url"]) as gradebook:
            whose = (submission[key] for key in ("notebook", "assignment", "student"))
            entries = gradebook.find_submission_notebook(*whose)
            grades = {grade.name: grade for grade in entries.grades}
            comments = {comment.name: comment for comment in entries.comments}
            for cell in nb.cells:
                name = grade_id_of(cell)
                if is_grade(cell):
                    grade, points = grades[name], None if name in waiting else determine_grade(cell, self.log)[0]
                    grade.auto_score = points
                    # As nbgrader does: somebody has marked it before, or nobody but a person can.
                    grade.needs_manual_grade = grade.manual_score is not None or points is None
                if is_solution(cell) or is_task(cell):
                    comments[name].auto_comment = _comment(cell, shown.get(name))
            gradebook.db.commit()
        ahead.end(submission)
        return nb, resources


def outputs_of_test(card: Mapping[str, str], points: float) -> list[NotebookNode]:
    """Return a card, by its MIME types, and points as the outputs of a test cell."""
    result = {
        "output_type": "execute_result",
        "data": {"text/plain": str(points)},
        "metadata": {},
        "execution_count": 1,
    }
    return [from_dict({"output_type": "display_data", "data": dict(card), "metadata": {}}), from_dict(result)]


def _comment(cell: NotebookNode, shown: Shown | None) -> str | None:
    """Return what nbgrader writes below a student's cell: the status and the sentence, or that it was left as it was.

    The numbers stand on the card below the test.
    """
    if shown is not None and not shown.verdict.passed:
        verdict = shown.verdict
        return comment_of(verdict.status, stopped_by(verdict), *sentences(verdict), waits_for=verdict.waits_for)
    mark = cell.metadata.nbgrader
    is_untouched = shown is None and mark.get("checksum") == compute_checksum(cell) and not is_task(cell)
    return wording.NO_RESPONSE if is_untouched else None
