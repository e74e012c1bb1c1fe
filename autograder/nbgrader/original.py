"""The instructor's cells of a notebook. What is a student's in what they hand in are the cells for their answers."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, from_dict, v4
from nbgrader.api import Gradebook, MissingEntry, SourceCell

from autograder.labs.catalogue import all_labs
from autograder.nbgrader.source_notebook import KERNEL, SCHEMA, TEST
from autograder.nbgrader.student_cells import cleaned
from autograder.teaching import wording
from autograder.text import said

# Stands in a lab's notebook that has its instructor's cells back, and there what it is refused for. A student's own entry
# is removed.
OURS = "gradkit"


def grade_id_of(cell: NotebookNode) -> str | None:
    """Return the name that nbgrader knows a cell by, None for one that is none of its own."""
    name: str | None = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name


def is_labs(notebook: str, grade_ids: Iterable[str | None]) -> bool:
    """Tell whether a notebook of that name, in which the instructor has cells of these names, is a lab's.

    An instructor's own may have a lab's name by chance.
    """
    functions = {check.function for lab in all_labs() if lab.name == notebook for check in lab.checks}
    return not functions.isdisjoint((grade_id or "").removeprefix(TEST) for grade_id in grade_ids)


def is_labs_in(gradebook: Gradebook, assignment: str, notebook: str) -> bool:
    """Tell the same of an assignment's notebook as it was released. It is not where none was."""
    try:
        return is_labs(notebook, [cell.name for cell in gradebook.find_notebook(notebook, assignment).source_cells])
    except MissingEntry:
        return False


class Original:
    """The instructor's cells of a notebook, as the gradebook has them.

    Tests and locked texts come from there, whatever a student made of theirs: deleted, doubled, retagged, repointed or
    overwritten. Cells for answers keep their text, and get type, flags and points back by their grade_id.
    """

    def __init__(self, gradebook: Gradebook, assignment: str, notebook: str, folder: Path) -> None:
        """`folder` holds the instructor's notebook, which alone knows the order of all its cells."""
        source = gradebook.find_notebook(notebook, assignment)
        self._answers = {cell.name for cell in source.solution_cells}
        tasks = {cell.name: cell.max_score for cell in source.task_cells}
        points = {cell.name: cell.max_score for cell in source.grade_cells}
        self._cells = {
            cell.name: _cell(cell, cell.name in self._answers, points.get(cell.name), tasks.get(cell.name))
            for cell in source.source_cells
        }
        self._order = _order_in(folder / f"{notebook}.ipynb") or list(self._cells)

    def cells(self) -> list[NotebookNode]:
        """Return a copy of every cell, in order."""
        return [deepcopy(self._cells[name]) for name in sorted(self._cells, key=self._place_of)]

    def is_answer(self, name: str | None) -> bool:
        """Tell whether the cell of that name is there for a student's answer."""
        return name in self._answers

    def restored(self, nb: NotebookNode) -> NotebookNode:
        """Return a handed-in notebook as it should have been handed in."""
        cells, repeated = self._students(nb.cells)
        keys = [_key_of(cell) for cell in cells]
        for name in sorted(self._cells.keys() - set(keys), key=self._place_of):
            place = self._behind_its_neighbour(name, keys)
            cells.insert(place, deepcopy(self._cells[name]))
            keys.insert(place, name)
        problem = said(wording.SAME_ID, grade_id=repeated) if repeated else ""
        metadata = from_dict({"kernelspec": KERNEL, OURS: {"problem": problem}})
        return NotebookNode({**nb, "metadata": metadata, "cells": cells})

    def _place_of(self, name: str) -> int:
        return self._order.index(name) if name in self._order else len(self._order)

    def _behind_its_neighbour(self, name: str, keys: Sequence[str]) -> int:
        """Return where a cell that is missing belongs: behind the nearest that stands before it in the instructor's."""
        earlier = self._order[: self._place_of(name)]
        return next((keys.index(key) + 1 for key in reversed(earlier) if key in keys), 0)

    def _students(self, cells: Iterable[NotebookNode]) -> tuple[list[NotebookNode], str]:
        """Return the cells that were handed in, and a grade_id that two answers have, or "".

        A student's are made anew; where one stands that is the instructor's, stands the original.
        """
        kept: list[NotebookNode] = []
        seen: set[str] = set()
        repeated = ""
        for cell in cells:
            name = grade_id_of(cell) or ""
            ours = self._cells.get(name)
            if ours and name not in self._answers:
                if name not in seen:
                    kept.append(deepcopy(ours))
                seen.add(name)
            elif ours and name not in seen:
                seen.add(name)
                kept.append(cleaned(cell, ours.cell_type, ours.source, self._cells))
                kept[-1].metadata = {"nbgrader": ours.metadata.nbgrader}
            else:
                repeated = name if ours else repeated
                kept.append(cleaned(cell, "code" if cell.cell_type == "code" else "markdown", None, self._cells))
        return kept, repeated


def _cell(cell: SourceCell, is_answer: bool, points: float | None, of_task: float | None) -> NotebookNode:
    """Return a source cell as nbgrader puts back one that is missing."""
    mark: dict[str, Any] = {"schema_version": SCHEMA, "grade_id": cell.name, "cell_type": cell.cell_type}
    mark |= {"checksum": cell.checksum, "solution": is_answer, "locked": cell.locked, "task": of_task is not None}
    mark |= {"grade": points is not None}
    if (worth := of_task if points is None else points) is not None:
        mark["points"] = worth
    new = v4.new_code_cell if cell.cell_type == "code" else v4.new_markdown_cell
    made: NotebookNode = new(cell.source, metadata={"nbgrader": mark, "deletable": False, "editable": False})
    return made


def _order_in(path: Path) -> list[str]:
    """Return the cells of an instructor's notebook in their order, each by its key; nothing where it cannot be read."""
    try:
        return [_key_of(cell) for cell in nbformat.read(path, as_version=nbformat.current_nbformat).cells]
    except (OSError, ValueError, AttributeError):
        return []


def _key_of(cell: NotebookNode) -> str:
    """Return the name that nbgrader knows a cell by, or else the notebook's own id of it."""
    return grade_id_of(cell) or f"id {cell.get('id', '')}"
