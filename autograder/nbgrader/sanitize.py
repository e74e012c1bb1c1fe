"""Give a handed-in notebook the instructor's cells back: what is a student's in it are the cells for their answers."""

from collections.abc import Iterable, Mapping
from typing import Any

from nbformat import NotebookNode, v4
from nbgrader.api import Gradebook, SourceCell
from nbgrader.converters import BaseConverter
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.nbgrader.source_notebook import KERNEL, SCHEMA, TEST
from autograder.nbgrader.student_cells import cleaned
from autograder.nbgrader.unfinished import begin
from autograder.teaching import wording
from autograder.text import said

# What a notebook is refused for is written down here, for the step that grades it. A student's own entry is removed.
OURS = "gradkit"


class InstructorsCells(NbGraderPreprocessor):
    """In place of nbgrader's ClearOutput, DeduplicateIds, OverwriteKernelspec and OverwriteCells.

    Tests and locked texts come from the gradebook, whatever a student made of theirs: deleted, doubled, retagged, repointed
    or overwritten. Cells for answers keep their text, and get type, flags and points back by their grade_id.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook as it should have been handed in, and the resources."""
        submission = resources["nbgrader"]
        begin(converter_of(self).coursedir, submission)
        Original(submission["db_url"], submission["assignment"], submission["notebook"]).restore(nb)
        return nb, resources


def converter_of(preprocessor: NbGraderPreprocessor) -> BaseConverter:
    """Return the converter that a preprocessor works for: it knows the course, and what there is to convert."""
    return preprocessor.parent.parent


def grade_id_of(cell: NotebookNode) -> str | None:
    """Return the name that nbgrader knows a cell by, None for one that is none of its own."""
    name: str | None = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name


class Original:
    """The instructor's cells of a notebook, as the gradebook has them."""

    def __init__(self, url: str, assignment: str, notebook: str) -> None:
        with Gradebook(url) as gradebook:
            source = gradebook.find_notebook(notebook, assignment)
            self._answers = {cell.name for cell in source.solution_cells}
            points = {cell.name: cell.max_score for cell in source.grade_cells}
            self._marks = {
                cell.name: _mark(cell, cell.name in self._answers, points.get(cell.name))
                for cell in source.source_cells
            }
            self._texts = {cell.name: (cell.cell_type, cell.source) for cell in source.source_cells}

    def restore(self, nb: NotebookNode) -> None:
        """Make of a notebook what should have been handed in."""
        nb.metadata = {"kernelspec": dict(KERNEL)}
        nb.cells, repeated = _answers_of(nb.cells, self._answers, self._marks, self._texts)
        for name, (cell_type, text) in self._texts.items():
            if name not in {grade_id_of(cell) for cell in nb.cells}:
                _put_back(nb.cells, name, _cell(cell_type, text, self._marks[name]))
        nb.metadata[OURS] = {"problem": said(wording.SAME_ID, grade_id=repeated) if repeated else ""}


def _mark(cell: SourceCell, is_answer: bool, points: float | None) -> dict[str, Any]:
    """Return nbgrader's metadata of a source cell."""
    mark = {"schema_version": SCHEMA, "grade_id": cell.name, "cell_type": cell.cell_type, "checksum": cell.checksum}
    mark |= {"solution": is_answer, "locked": cell.locked, "task": False, "grade": points is not None}
    return mark if points is None else {**mark, "points": points}


def _answers_of(
    cells: Iterable[NotebookNode],
    answers: set[str],
    marks: Mapping[str, dict[str, Any]],
    texts: Mapping[str, tuple[str, str]],
) -> tuple[list[NotebookNode], str]:
    """Return a student's own cells, made anew, and a grade_id that two of them have, or ""."""
    kept: list[NotebookNode] = []
    seen: set[str] = set()
    repeated = ""
    for cell in cells:
        name = grade_id_of(cell)
        if name in marks and name not in answers:
            continue
        if name in seen:
            repeated = name
        if name not in answers or name in seen:
            kept.append(cleaned(cell, "code" if cell.cell_type == "code" else "markdown", None, marks))
            continue
        seen.add(name)
        kept.append(cleaned(cell, *texts[name], marks))
        kept[-1].metadata = {"nbgrader": marks[name]}
    return kept, repeated


def _cell(cell_type: str, text: str, mark: dict[str, Any]) -> NotebookNode:
    cell: NotebookNode = v4.new_code_cell(text) if cell_type == "code" else v4.new_markdown_cell(text)
    cell.metadata = {"nbgrader": mark, "deletable": False, "editable": False}
    return cell


def _put_back(cells: list[NotebookNode], name: str, cell: NotebookNode) -> None:
    """Insert an instructor's cell: a test below its function, anything else at the end."""
    home = name.removeprefix(TEST)
    after = [n for n, other in enumerate(cells) if grade_id_of(other) == home != name]
    cells.insert(after[0] + 1 if after else len(cells), cell)
