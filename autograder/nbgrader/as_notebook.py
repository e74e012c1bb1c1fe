"""The notebook that a plain file would have been, so that formgrader can open it and a person can mark it."""

import ast
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4
from nbgrader.coursedir import CourseDirectory

from autograder.labs.catalogue import lab_named
from autograder.nbgrader import wording
from autograder.nbgrader.original import Original, grade_id_of
from autograder.nbgrader.source_notebook import KERNEL
from autograder.source import source_text

# Stands beside a notebook that was made so. Any other is a student's own, and is left alone.
MARK = ".gradkit-from-a-file"
# nbgrader reads there when something was handed in.
TIMESTAMP = "timestamp.txt"


def notebook_of_file(original: Original, lab: str, source: bytes, *, mark_questions: bool) -> NotebookNode:
    """Return a lab's notebook with a file's functions in their cells, and the rest of the file in a cell above.

    Questions stay as they were handed out, which nbgrader takes for no response. With `mark_questions` they are empty:
    that is an answer, and waits for a person.
    """
    text = source_text(source)
    names = {check.function for check in lab_named(lab).checks}
    functions, rest = _parts_of(text, names)
    cells = original.cells()
    for cell in cells:
        name = grade_id_of(cell) or ""
        if original.is_answer(name) and (name in names or mark_questions):
            cell.source = functions.get(name, "")
    above = v4.new_code_cell(f"{wording.REST_OF_FILE}\n{rest}")
    notebook: NotebookNode = v4.new_notebook(cells=[above, *cells], metadata={"kernelspec": KERNEL})
    return notebook


def is_new(course: CourseDirectory, student: str, lab: str, notebook: NotebookNode) -> bool:
    """Tell whether a student has handed in anything else before, or nothing."""
    path = Path(course.format_path(course.submitted_directory, student, lab), f"{lab}.ipynb")
    try:
        before = nbformat.read(path, as_version=nbformat.current_nbformat)
        return [cell.source for cell in before.cells] != [cell.source for cell in notebook.cells]
    except (OSError, ValueError, AttributeError):
        return True


def write_notebooks(
    course: CourseDirectory,
    student: str,
    lab: str,
    notebook: NotebookNode,
    outputs: Mapping[str, list[NotebookNode]],
    handed_in: datetime | None,
) -> bool:
    """Write what would have been handed in, and graded, where `outputs` are those of its cells by their names.

    `handed_in` is in UTC, without an offset, as nbgrader has it.

    Return False, and write nothing, where the student has handed in a notebook of their own.
    """
    folders = [
        Path(course.format_path(directory, student, lab))
        for directory in (course.submitted_directory, course.autograded_directory)
    ]
    if Path(student).name != student or any(folder.exists() and not (folder / MARK).exists() for folder in folders):
        return False
    for folder, shown in zip(folders, ({}, outputs), strict=True):
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = shown.get(grade_id_of(cell) or "", [])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).touch()
        if handed_in:
            (folder / TIMESTAMP).write_text(f"{handed_in} UTC", encoding="utf-8")
        nbformat.write(notebook, folder / f"{lab}.ipynb")
    return True


def _parts_of(text: str, names: set[str]) -> tuple[dict[str, str], str]:
    """Return the functions of these names that a file defines, and what is left of it. A later definition counts."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}, text
    lines = text.split("\n")
    spans = {
        node.name: (min([node.lineno, *(one.lineno for one in node.decorator_list)]) - 1, node.end_lineno or 0)
        for node in body
        if isinstance(node, ast.FunctionDef) and node.name in names
    }
    taken = {number for span in spans.values() for number in range(*span)}
    functions = {name: "\n".join(lines[slice(*span)]) for name, span in spans.items()}
    return functions, "\n".join(line for number, line in enumerate(lines) if number not in taken).strip()
