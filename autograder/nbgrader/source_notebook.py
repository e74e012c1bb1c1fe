"""Make a lab's source notebook: the one that an instructor keeps, and that nbgrader makes the students' from."""

from typing import Any

from nbformat import NotebookNode, v4, writes

from autograder.labs.catalogue import Check, Lab
from autograder.labs.stubs import LabFile, stub_of
from autograder.language import told
from autograder.nbgrader.lesson import CODE, FUNCTION, PROSE, QUESTION, answer_of, lesson_of
from autograder.nbgrader.students_wording import NOTEBOOK_HOW

SCHEMA = 3  # of nbgrader's metadata
TEST = "test_"  # and a function's name: the grade_id of the cell that checks it
ANSWER = "answer"  # the grade_id of the cell for the written question's answer
WRITTEN_POINTS = 2
# What a student gets stands above, what is right below: in the instructor's notebook the second definition replaces the
# first, and nbgrader takes it out of the students'. So a function to mend can be given with its defect.
FUNCTION_CELL = "# {points}\n{given}\n### BEGIN SOLUTION\n{right}\n### END SOLUTION"
TEST_CELL = 'from autograder import check\n\ncheck("{name}")'
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def notebook_of(lab: Lab) -> str:
    """Return a lab's source notebook as text; the same lab always gives the same text."""
    given = LabFile.of(stub_of(lab.name))
    right = LabFile.of(lab.solution.read_text(encoding="utf-8"))
    title, _, rest = given.docstring.partition("\n\n")
    opening = f"# {lab.order}. {title.rstrip('.')}\n\n{rest}\n\n{told(NOTEBOOK_HOW)}"
    cells = [_prose("opening", opening), _code("imports", given.imports)]
    for number, block in enumerate(lesson_of(lab), start=1):
        if block.kind == PROSE:
            cells.append(_prose(f"prose-{number}", block.text))
        elif block.kind == CODE:
            cells.append(_code(f"code-{number}", block.text))
        elif block.kind == FUNCTION:
            cells += _function(lab.check(block.text), given.functions[block.text], right.functions[block.text])
        elif block.kind == QUESTION:
            cells.append(_prose("question", block.text, locked=True))
            cells.append(_prose(ANSWER, answer_of(lab), grade=True, solution=True, points=WRITTEN_POINTS))
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return f"{writes(v4.new_notebook(cells=cells, metadata=metadata))}\n"


def _function(check: Check, given: str, right: str) -> list[NotebookNode]:
    """Return the cell of a function, and the one that checks it."""
    points = f"{check.points} point{'s' if check.points != 1 else ''}"
    source = FUNCTION_CELL.format(points=points, given=given, right=right)
    test = TEST_CELL.format(name=check.name)
    return [
        _code(check.function, source, solution=True),
        _code(f"{TEST}{check.function}", test, grade=True, locked=True, points=check.points),
    ]


def _prose(name: str, text: str, **graded: bool | int) -> NotebookNode:
    cell: NotebookNode = v4.new_markdown_cell(text, id=name, metadata=_metadata(name, graded))
    return cell


def _code(name: str, text: str, **graded: bool | int) -> NotebookNode:
    cell: NotebookNode = v4.new_code_cell(text, id=name, metadata=_metadata(name, graded))
    return cell


def _metadata(name: str, graded: dict[str, bool | int]) -> dict[str, Any]:
    """Return what nbgrader reads of a cell: nothing, where the cell is the lesson's own."""
    if not graded:
        return {}
    flags = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {"schema_version": SCHEMA, "grade_id": name, **flags, **graded}}
