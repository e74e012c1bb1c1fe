"""A notebook with nbgrader's or Otter's marks, cell by cell: what each is for, its points, and its text without the marks.

nbgrader says so in a cell's metadata, Otter Assign in raw cells around it (in its older format, in blocks of Markdown).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from autograder.errors import UsageProblem
from autograder.teaching.new_lab import wording

_SOLUTION = re.compile(r"#\s*(?:BEGIN |END )?SOLUTION\b")
# Whole lines that only frame a solution, ends of lines that mark one, and what students are prompted with in its place.
_FRAME = re.compile(r"^.*\b(?:BEGIN|END) SOLUTION\b.*\n?", re.MULTILINE)
_ENDING = re.compile(r"[ \t]*#\s*(?:SOLUTION(?: NO PROMPT)?|SEED)[ \t]*$", re.MULTILINE)
_PROMPT = re.compile(
    r"^[ \t]*(\"\"\"|''') *# BEGIN PROMPT\n.*?^[ \t]*\1;? *# END PROMPT[ \t]*\n?", re.MULTILINE | re.DOTALL
)
_HIDDEN = re.compile(r"^[^\n]*BEGIN HIDDEN TESTS.*?(?:END HIDDEN TESTS[^\n]*\n?|\Z)", re.MULTILINE | re.DOTALL)
_MARKING = re.compile(r"^[^\n]*BEGIN MARK SCHEME.*?(?:END MARK SCHEME[^\n]*\n?|\Z)", re.MULTILINE | re.DOTALL)
# Otter's: a block in a cell of Markdown, what a block begins with, a test's own settings, an old test's first line.
_FENCED = re.compile(
    r"^```(?:otter|python)?\n((?:# ?)?(?:BEGIN|END|ASSIGNMENT) ?\w*.*?)\n```[ \t]*\n?", re.MULTILINE | re.DOTALL
)
_BOUNDARY = re.compile(r"\s*#?\s*(BEGIN|END) (QUESTION|PROMPT|SOLUTION|TESTS)\b|\s*#?\s*(ASSIGNMENT CONFIG)\b")
_TEST_CONFIG = re.compile(
    r"^\s*(?:\"\"\"|''') *# BEGIN TEST CONFIG\n(.*?)\n(?:\"\"\"|''') *# END TEST CONFIG[^\n]*\n?", re.DOTALL
)
_OLD_TEST = re.compile(r"\s*#+\s*(HIDDEN )?TEST\b[^\n]*\n?", re.IGNORECASE)
_IGNORED = re.compile(r"\s*#+\s*IGNORE\b", re.IGNORECASE)
_SETTING = re.compile(r"^\s*(\w+): *(\S.*?)\s*$", re.MULTILINE)


class Use(Enum):
    """What a cell is for."""

    TEXT = "text"
    CODE = "code"  # that students are given
    SOLUTION = "solution"
    TESTS = "tests"
    QUESTION = "question"  # the answer to one in words: a person marks it
    BY_HAND = "by hand"  # code and tasks that a person marks
    OTHER = "other"


@dataclass(frozen=True)
class Cell:
    """A cell: its text without marks, what it is called in a report, what it is worth. `marked` is a solution's own text.

    `question` is the name of Otter's question that it belongs to. `is_hidden` tells that students do not get all of its
    tests; what they do not get is not in its text.
    """

    use: Use
    text: str
    label: str
    points: float | None = None
    question: str = ""
    marked: str = ""
    is_hidden: bool = False


def cells_of(text: str, path: object) -> list[Cell]:
    """Return the cells of a notebook of format 4. Raises `UsageProblem`."""
    try:
        told = json.loads(text)
        raw = [(cell["cell_type"], _source(cell), cell.get("metadata", {})) for cell in told["cells"]]
    except (ValueError, LookupError, TypeError, AttributeError) as problem:
        raise UsageProblem(wording.NO_NOTEBOOK, path=path, reason=problem) from None
    of_otter = any(kind != "code" and ("BEGIN QUESTION" in source or _ASSIGNMENT in source) for kind, source, _ in raw)
    return list(_of_otter(raw) if of_otter else _of_nbgrader(raw))


_ASSIGNMENT = "ASSIGNMENT CONFIG"
# A cell as it is stored: its type, its text, its metadata.
Raw = tuple[str, str, dict[str, Any]]


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def without_marks(text: str) -> str:
    """Return the text of a solution as it would be without marks around it."""
    return _ENDING.sub("", _FRAME.sub("", _PROMPT.sub("", text)))


def is_marked(text: str) -> bool:
    """Tell whether a text has marks of a solution in it."""
    return bool(_SOLUTION.search(text))


def _of_nbgrader(raw: list[Raw]) -> Iterator[Cell]:
    for number, (kind, text, metadata) in enumerate(raw, start=1):
        told = metadata.get("nbgrader", {})
        is_graded, is_solution = told.get("grade", False), told.get("solution", False) or is_marked(text)
        label = wording.CELL.format(number=number, name=f" ({told['grade_id']})" if "grade_id" in told else "")
        cell = Cell(Use.TEXT if kind == "markdown" else Use.CODE, text, label, told.get("points"))
        if told.get("task"):
            yield replace(cell, use=Use.BY_HAND, text=_MARKING.sub("", text))
        elif is_graded and is_solution:
            yield replace(cell, use=Use.QUESTION if kind == "markdown" else Use.BY_HAND, text=without_marks(text))
        elif is_graded:
            yield replace(cell, use=Use.TESTS, text=_HIDDEN.sub("", text), is_hidden=bool(_HIDDEN.search(text)))
        elif is_solution and kind == "code":
            yield replace(cell, use=Use.SOLUTION, text=without_marks(text), marked=text)
        elif kind == "raw":
            yield replace(cell, use=Use.OTHER)
        else:
            yield cell


def _of_otter(raw: list[Raw]) -> Iterator[Cell]:
    question: dict[str, str] = {}
    within = ""
    for number, (kind, text, _) in enumerate(raw, start=1):
        name = question.get("name", "")
        label = wording.CELL.format(number=number, name=f" ({name})" if name else "")
        fenced = _FENCED.search(text) if kind == "markdown" else None
        boundary = _BOUNDARY.match(fenced[1] if fenced else text) if fenced or kind == "raw" else None
        if boundary and boundary[3]:
            yield Cell(Use.OTHER, text, wording.CONFIG.format(cell=label))
            continue
        if boundary:
            begins, block = boundary[1] == "BEGIN", boundary[2]
            if block == "QUESTION":
                question = dict(_SETTING.findall(fenced[1] if fenced else text)) if begins else {}
                within = ""
            else:
                within = block if begins else ""
            if fenced and (rest := _FENCED.sub("", text).strip()):
                yield Cell(Use.TEXT, rest, label, question=question.get("name", ""))
            continue
        points = float(question["points"]) if _is_number(question.get("points", "")) else None
        cell = Cell(Use.TEXT if kind == "markdown" else Use.CODE, text, label, points, name)
        yield _in_question(cell, kind, within, question.get("manual", "").lower() == "true")


def _in_question(cell: Cell, kind: str, within: str, is_manual: bool) -> Cell:
    """Return a cell of Otter's with its use, by the block that it stands in and by its own marks."""
    text = cell.text
    if _IGNORED.match(text) or within == "PROMPT" or kind == "raw":
        return replace(cell, use=Use.OTHER)
    old = _OLD_TEST.match(text) if kind == "code" else None
    if within == "TESTS" or old:
        config = _TEST_CONFIG.match(text)
        settings = dict(_SETTING.findall(config[1])) if config else {}
        is_hidden = settings.get("hidden") == "true" or text.startswith("# HIDDEN") or bool(old and old[1])
        points = float(settings["points"]) if _is_number(settings.get("points", "")) else cell.points
        own = points if "points" in settings else None
        shown = "" if is_hidden else _TEST_CONFIG.sub("", text)
        return replace(cell, use=Use.TESTS, text=shown, points=own, is_hidden=is_hidden)
    if is_manual and (within == "SOLUTION" or (kind == "code" and is_marked(text))):
        return replace(cell, use=Use.QUESTION if kind == "markdown" else Use.BY_HAND, text=without_marks(text))
    if kind == "code" and (within == "SOLUTION" or is_marked(text)):
        return replace(cell, use=Use.SOLUTION, text=without_marks(text), marked=text)
    return cell


def _is_number(text: str) -> bool:
    try:
        return float(text) >= 0
    except ValueError:
        return False
