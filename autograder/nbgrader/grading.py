"""Grade a notebook behind the wall: nothing of it runs in this process or in a kernel, and no cell of it is believed.

The functions' cells become a file, the file is checked as `gradkit grade` checks one, and each test cell is given the
output that says so: a card, and the points, which nbgrader reads as it reads any test's.
"""

import atexit
from typing import Any

from nbformat import NotebookNode, v4
from nbgrader.api import Gradebook
from nbgrader.converters import BaseConverter
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from autograder.judge.verdict import Verdict
from autograder.nbgrader import wording
from autograder.nbgrader.ahead import Ahead, WarmPool, lab_called, task_of
from autograder.nbgrader.markdown import said_of
from autograder.nbgrader.sanitize import OURS, converter_of, grade_id_of
from autograder.nbgrader.source_notebook import TEST
from autograder.nbgrader.unfinished import end
from autograder.student.card import sentences, stopped_by
from autograder.student.notebook import Shown, rendered
from autograder.teaching.grading.tasks import Task
from autograder.teaching.submissions.notebook_reader import NotebookReader

_AT_WORK: list[tuple[BaseConverter, Ahead]] = []  # one at most
_READER = NotebookReader()
_POOL = WarmPool()


class BehindTheWall(NbGraderPreprocessor):
    """In place of nbgrader's Execute. Notebooks that are no lab's are refused: their tests would need a kernel."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook with an output in every test cell, and the resources with the verdicts."""
        name = resources["nbgrader"]["notebook"]
        lab = lab_called(name)
        if lab is None:
            raise ValueError(wording.NO_LAB.format(name=name))
        task = task_of(nb, resources["nbgrader"]["student"], lab, _READER)
        verdicts = _verdicts(task, converter_of(self))
        shown = {verdict.check.function: Shown(verdict, name, task.source, ()) for verdict in verdicts}
        for cell in nb.cells:
            if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
                cell.outputs = _outputs(shown.get((grade_id_of(cell) or "").removeprefix(TEST)))
        resources[OURS] = shown
        return nb, resources


class SaveVerdicts(NbGraderPreprocessor):
    """In place of nbgrader's SaveAutoGrades: the same entries in one transaction, and a comment on what did not pass."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return both as they were. The gradebook then holds the points and the comments."""
        submission, shown = resources["nbgrader"], resources.get(OURS, {})
        with Gradebook(submission["db_url"]) as gradebook:
            whose = (submission[key] for key in ("notebook", "assignment", "student"))
            entries = gradebook.find_submission_notebook(*whose)
            grades = {grade.name: grade for grade in entries.grades}
            comments = {comment.name: comment for comment in entries.comments}
            for cell in nb.cells:
                name = grade_id_of(cell)
                if is_grade(cell):
                    grade, (points, _) = grades[name], determine_grade(cell, self.log)
                    grade.auto_score = points
                    # As nbgrader does: somebody has marked it before, or nobody but a person can.
                    grade.needs_manual_grade = grade.manual_score is not None or points is None
                if is_solution(cell) or is_task(cell):
                    comments[name].auto_comment = _comment(cell, shown.get(name))
            gradebook.db.commit()
        end(converter_of(self).coursedir, submission)
        return nb, resources


def _verdicts(task: Task, converter: BaseConverter) -> list[Verdict]:
    """Return a verdict for every check of a task's lab."""
    verdicts = _ahead_of(converter, task).verdicts(task)
    if unsettled := next((verdict for verdict in verdicts if not verdict.status.is_settled), None):
        # nbgrader notes the failure and goes on with the next student: nobody gets a silent zero.
        why = f"{unsettled.defect}\n{unsettled.defect.trace}" if unsettled.defect else unsettled.detail
        raise RuntimeError(wording.NOT_RUN.format(lab=task.lab, reason=why))
    return verdicts


def _outputs(shown: Shown | None) -> list[NotebookNode]:
    """Return the outputs of a test cell: what is to be said, then the points, which nbgrader reads."""
    if shown is None:
        return [v4.new_output("stream", name="stderr", text=f"{wording.NO_CHECK}\n")]
    points = v4.new_output("execute_result", data={"text/plain": str(shown.verdict.points)}, execution_count=1)
    return [v4.new_output("display_data", data=rendered(shown)), points]


def _comment(cell: NotebookNode, shown: Shown | None) -> str | None:
    """Return what nbgrader writes below a student's cell: the status and the sentence, or that it was left as it was.

    The numbers stand on the card below the test.
    """
    if shown is not None and not shown.verdict.passed:
        verdict = shown.verdict
        return said_of(verdict.status, stopped_by(verdict), *sentences(verdict))
    mark = cell.metadata.nbgrader
    is_untouched = shown is None and mark.get("checksum") == compute_checksum(cell) and not is_task(cell)
    return "No response." if is_untouched else None


def _ahead_of(converter: BaseConverter, task: Task) -> Ahead:
    if not (_AT_WORK and _AT_WORK[0][0] is converter):
        _leave()
        _AT_WORK.append((converter, Ahead(converter, (task.student, task.lab), _POOL)))
    return _AT_WORK[0][1]


def _leave() -> None:
    while _AT_WORK:
        _AT_WORK.pop()[1].leave()


@atexit.register
def _close() -> None:
    _leave()
    _POOL.close()
    _READER.__exit__()
