"""Grade a notebook behind the wall: nothing of it runs in this process or in a kernel, and no cell of it is believed.

The functions' cells become a file, the file is checked as `gradkit grade` checks one, and each test cell is given the
output that says so: a card, and the points, which nbgrader reads as it reads any test's.
"""

import atexit
import secrets

from nbformat import v4, writes
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from autograder.batch.limits import Limits as FileLimits
from autograder.batch.reader import Reader
from autograder.faces.notebook import Shown, rendered
from autograder.judge.grading import Grader
from autograder.judge.verdict import Verdict
from autograder.labs.catalogue import all_labs
from autograder.nbgrader.sanitize import OURS, TEST

_WORKERS: list = []  # (grader, reader): warm for as long as this process lives
ATTEMPTS = 3


class BehindTheWall(NbGraderPreprocessor):
    """In place of nbgrader's Execute. Notebooks that are no lab's are refused: their tests would need a kernel."""

    def preprocess(self, nb, resources):
        """Return the notebook with an output in every test cell, and the resources with the verdicts."""
        name = resources["nbgrader"]["notebook"]
        lab = next((lab for lab in all_labs() if lab.name == name), None)
        if lab is None:
            raise ValueError(f"{name}.ipynb is no lab of gradkit; grade it in a course of its own")
        source, problem = _source_of(nb, lab)
        shown = {check.function: Shown(verdict, name, source, ()) for check, verdict in _verdicts(lab, source, problem)}
        for cell in nb.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
                cell.outputs = _outputs(shown.get(grade_id.removeprefix(TEST)))
        resources[OURS] = shown
        return nb, resources


class SaveVerdicts(NbGraderPreprocessor):
    """In place of nbgrader's SaveAutoGrades: the same entries in one transaction, and a comment on what did not pass."""

    def preprocess(self, nb, resources):
        """Return both as they were. The gradebook then holds the points and the comments."""
        place, shown = resources["nbgrader"], resources.get(OURS, {})
        with Gradebook(place["db_url"]) as gradebook:
            submission = gradebook.find_submission_notebook(place["notebook"], place["assignment"], place["student"])
            grades = {grade.name: grade for grade in submission.grades}
            comments = {comment.name: comment for comment in submission.comments}
            for cell in nb.cells:
                name = cell.metadata.get("nbgrader", {}).get("grade_id")
                if is_grade(cell):
                    _save_grade(grades[name], determine_grade(cell, self.log)[0])
                if is_solution(cell) or is_task(cell):
                    comments[name].auto_comment = _comment(cell, shown.get(name))
            gradebook.db.commit()
        return nb, resources


def _source_of(nb, lab):
    """Return the lab's file as the notebook has it, and why it is refused, "" if it is not."""
    if nb.metadata.get(OURS, {}).get("problem"):
        return b"", nb.metadata[OURS]["problem"]
    limits = FileLimits()
    data = writes(nb).encode("utf-8", "replace")
    if len(data) > limits.notebook:
        return b"", f"{len(data)} bytes are over the limit of {limits.notebook}"
    extract = _workers()[1].source_of(data, [check.function for check in lab.checks], limits.source)
    return extract.source, extract.problem


def _verdicts(lab, source, problem):
    """Yield `(check, verdict)` for every check of a lab."""
    if problem:
        yield from ((check, Verdict(check, "refused", detail=problem)) for check in lab.checks)
        return
    for _ in range(ATTEMPTS):
        verdicts = _workers()[0].grade(lab.name, source, f"{lab.name}.ipynb")
        if all(verdict.status != "infra" for verdict in verdicts):
            break
        _close()  # the next attempt gets new workers
    else:
        # nbgrader notes the failure and goes on with the next student: nobody gets a silent zero.
        raise RuntimeError(f"the checks of {lab.name} could not be run: {verdicts[0].detail}")
    yield from zip(lab.checks, verdicts, strict=True)


def _outputs(shown):
    """Return the outputs of a test cell: what is to be said, then the points, which nbgrader reads."""
    if shown is None:
        return [v4.new_output("stream", name="stderr", text="This cell is no check of gradkit. It was not run.\n")]
    points = v4.new_output("execute_result", data={"text/plain": str(shown.verdict.points)}, execution_count=1)
    return [v4.new_output("display_data", data=rendered(shown)), points]


def _save_grade(grade, points):
    grade.auto_score = points
    # As nbgrader does: somebody has marked it before, or nobody but a person can.
    grade.needs_manual_grade = grade.manual_score is not None or points is None


def _comment(cell, shown):
    """Return what nbgrader writes below a student's cell: the status and the sentence, or that it was left as it was."""
    if shown is not None and not shown.verdict.passed:
        return "\n".join([f"{shown.verdict.status.replace('_', ' ')}", *shown.lines]).strip()
    mark = cell.metadata.nbgrader
    is_untouched = shown is None and mark.get("checksum") == compute_checksum(cell) and not is_task(cell)
    return "No response." if is_untouched else None


def _workers():
    if not _WORKERS:
        # Inputs that no student has seen. They need not be the same next time: a right function is right on any.
        _WORKERS.append((Grader(seed=secrets.randbelow(2**32)), Reader(FileLimits().notebook_seconds)))
    return _WORKERS[0]


@atexit.register
def _close():
    while _WORKERS:
        grader, reader = _WORKERS.pop()
        grader.close()
        reader.__exit__()
