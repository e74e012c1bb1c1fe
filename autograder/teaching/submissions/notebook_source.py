"""A notebook as a lab's file: the cells that define its functions, by grade_id where they have one, and what those need.

Outputs, tags, kernels, points and flags are never looked at, nor are the cells of tests.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.errors import Refused
from autograder.labs.notebook_cells import cells_for
from autograder.teaching import wording
from autograder.text import said, strict_json

# Outputs of interactive charts nest by the dozen.
_DEPTH = 100
_FORMAT = 4
_TEST = "test_"


@dataclass(frozen=True)
class Extract:
    """What a notebook amounts to: a file's bytes, something to say about it, and why it is refused, "" if it is not."""

    source: bytes = b""
    note: str = ""
    problem: str = ""


@dataclass(frozen=True)
class _Cell:
    text: str
    is_code: bool
    grade_id: str
    is_test: bool


def source_of(notebook: bytes, functions: Sequence[str], limit: int) -> Extract:
    """Return the `Extract` of a notebook's bytes: a file with `functions`, of `limit` bytes at most."""
    try:
        cells = _cells(notebook)
        homes = _homes(cells, functions)
        wanted = set(homes.values())
        raw = [one.text if number in wanted or _may_help(one, functions) else "" for number, one in enumerate(cells, 1)]
        made = cells_for(functions, ["", *raw], homes)
        if made.too_deep:
            raise Refused(wording.TOO_DEEP, cell=made.too_deep[0])
        if len(made.source) > limit:
            raise Refused(wording.LARGE_SOURCE, size=len(made.source), limit=limit)
    except Refused as problem:
        return Extract(problem=str(problem))
    except (MemoryError, RecursionError):
        return Extract(problem=wording.TOO_HARD)
    missing = [function for function in functions if function not in made.defined]
    return Extract(made.source, said(wording.NOT_DEFINED, functions=", ".join(missing)) if missing else "")


def _cells(notebook: bytes) -> list[_Cell]:
    try:
        book = strict_json(notebook.removeprefix(b"\xef\xbb\xbf"), _DEPTH)
    except ValueError as problem:
        raise Refused(wording.NOT_JSON, reason=problem) from None
    if not isinstance(book, dict) or "nbformat" not in book:
        raise Refused(wording.NO_NOTEBOOK, reason=wording.NO_NBFORMAT)
    if book["nbformat"] != _FORMAT:
        raise Refused(wording.OLD_NOTEBOOK, version=book["nbformat"])
    if not isinstance(book.get("cells"), list):
        raise Refused(wording.NO_NOTEBOOK, reason=wording.NO_CELLS)
    return [_cell(number, fields) for number, fields in enumerate(book["cells"], 1)]


def _cell(number: int, fields: object) -> _Cell:
    fields = _dict(fields)
    text = fields.get("source")
    lines: list[Any] = text if isinstance(text, list) else [text]
    if not all(isinstance(line, str) for line in lines):
        raise Refused(wording.NO_NOTEBOOK, reason=wording.NO_SOURCE.format(cell=number))
    marks = _dict(_dict(fields.get("metadata")).get("nbgrader"))
    grade_id = marks.get("grade_id")
    name = grade_id if isinstance(grade_id, str) else ""
    is_test = marks.get("grade") is True and marks.get("solution") is not True
    return _Cell("".join(lines), fields.get("cell_type") == "code", name, is_test)


def _homes(cells: list[_Cell], functions: Sequence[str]) -> dict[str, int]:
    """Return `{function: number of its cell}`. Raises `Refused` when two cells have one grade_id."""
    for grade_id, count in Counter(cell.grade_id for cell in cells if cell.grade_id).items():
        if count > 1:
            raise Refused(wording.SAME_ID, grade_id=grade_id)
    # The grade_id decides, whatever a student made of the cell's type and flags: nbgrader puts those back as well.
    return {cell.grade_id: number for number, cell in enumerate(cells, 1) if cell.grade_id in functions}


def _may_help(cell: _Cell, functions: Sequence[str]) -> bool:
    return cell.is_code and not cell.is_test and cell.grade_id.removeprefix(_TEST) not in functions


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
