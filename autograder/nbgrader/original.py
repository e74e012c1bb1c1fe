"""The instructor's cells of a notebook. What is a student's in what they hand in are the cells for their answers."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from nbformat import NotebookNode, from_dict, v4
from nbgrader.api import Gradebook, SourceCell

from autograder.nbgrader.source_notebook import KERNEL, SCHEMA, TEST
from autograder.nbgrader.student_cells import cleaned
from autograder.teaching import wording
from autograder.text import said

# What a notebook is refused for is written down here, for the step that grades it. A student's own entry is removed.
OURS = "gradkit"


def grade_id_of(cell: NotebookNode) -> str | None:
    """Return the name that nbgrader knows a cell by, None for one that is none of its own."""
    name: str | None = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name


class Original:
    """The instructor's cells of a notebook, as the gradebook has them.

    Tests and locked texts come from there, whatever a student made of theirs: deleted, doubled, retagged, repointed or
    overwritten. Cells for answers keep their text, and get type, flags and points back by their grade_id.
    """

    def __init__(self, gradebook: Gradebook, assignment: str, notebook: str) -> None:
        source = gradebook.find_notebook(notebook, assignment)
        self._answers = {cell.name for cell in source.solution_cells}
        points = {cell.name: cell.max_score for cell in source.grade_cells}
        self._cells = {
            cell.name: _cell(cell, cell.name in self._answers, points.get(cell.name)) for cell in source.source_cells
        }

    def restored(self, nb: NotebookNode) -> NotebookNode:
        """Return a handed-in notebook as it should have been handed in."""
        cells, repeated = self._students(nb.cells)
        there = {grade_id_of(cell) for cell in cells}
        for name, cell in self._cells.items():
            if name not in there:
                _put_back(cells, name, deepcopy(cell))
        problem = said(wording.SAME_ID, grade_id=repeated) if repeated else ""
        metadata = from_dict({"kernelspec": KERNEL, OURS: {"problem": problem}})
        return NotebookNode({**nb, "metadata": metadata, "cells": cells})

    def _students(self, cells: Iterable[NotebookNode]) -> tuple[list[NotebookNode], str]:
        """Return a student's own cells, made anew, and a grade_id that two of them have, or ""."""
        kept: list[NotebookNode] = []
        seen: set[str] = set()
        repeated = ""
        for cell in cells:
            name = grade_id_of(cell) or ""
            ours = self._cells.get(name)
            if ours and name not in self._answers:
                continue
            if ours and name not in seen:
                seen.add(name)
                kept.append(cleaned(cell, ours.cell_type, ours.source, self._cells))
                kept[-1].metadata = {"nbgrader": ours.metadata.nbgrader}
            else:
                repeated = name if ours else repeated
                kept.append(cleaned(cell, "code" if cell.cell_type == "code" else "markdown", None, self._cells))
        return kept, repeated


def _cell(cell: SourceCell, is_answer: bool, points: float | None) -> NotebookNode:
    """Return a source cell as nbgrader puts back one that is missing."""
    mark: dict[str, Any] = {"schema_version": SCHEMA, "grade_id": cell.name, "cell_type": cell.cell_type}
    mark |= {"checksum": cell.checksum, "solution": is_answer, "locked": cell.locked, "task": False}
    mark |= {"grade": False} if points is None else {"grade": True, "points": points}
    new = v4.new_code_cell if cell.cell_type == "code" else v4.new_markdown_cell
    made: NotebookNode = new(cell.source, metadata={"nbgrader": mark, "deletable": False, "editable": False})
    return made


def _put_back(cells: list[NotebookNode], name: str, cell: NotebookNode) -> None:
    """Insert an instructor's cell: a test below its function, anything else at the end."""
    home = name.removeprefix(TEST)
    after = [n for n, other in enumerate(cells) if grade_id_of(other) == home != name]
    cells.insert(after[0] + 1 if after else len(cells), cell)
