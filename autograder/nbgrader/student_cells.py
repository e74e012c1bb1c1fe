"""A student's cell made anew: nothing is taken over that could act where an instructor reads it.

nbconvert's templates put some fields into their pages as they are, and nbformat only warns of a field that is not by its
rules. So every field is one that is known here, or it is left behind.
"""

import functools
import re
from collections.abc import Collection, ItemsView
from typing import Any
from uuid import uuid4

from nbformat import NotebookNode, from_dict

from autograder.language import told
from autograder.nbgrader.markdown import disarmed, fenced
from autograder.nbgrader.rendering import may_act
from autograder.nbgrader.students_wording import AS_TYPED, PICTURE

# Pictures and text of a student's run are kept for the feedback. A page of theirs could act in the reader's browser.
_PICTURES = ("image/png", "image/jpeg")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
# By the name of a picture its bytes in base64, by their MIME types.
Attachments = dict[str, dict[str, str]]
# What formgrader's page calls the fields for a cell's points and its comment.
_FIELDS = ("", "-comment", "_extra_credit")


def cleaned(cell: NotebookNode, cell_type: str, given: str | None, grade_ids: Collection[str]) -> NotebookNode:
    """Return a student's cell as one of that type, without metadata. A text that is as it was `given` stays."""
    source, own = _text(cell.get("source")), _text(cell.get("id"))
    fields: dict[str, Any] = {"id": own if _ID.fullmatch(own) else uuid4().hex[:8], "metadata": {}}
    if cell_type == "code":
        outputs = [kept for output in cell.get("outputs", []) if (kept := _output(output))]
        fields |= {"outputs": outputs, "execution_count": _number(cell.get("execution_count"))}
    else:
        attachments = _attachments(cell)
        if source != given:
            taken = frozenset(grade_id + field for grade_id in grade_ids for field in _FIELDS)
            is_read = cell.cell_type in ("code", "markdown")
            source = _shown(source, attachments, taken) if is_read else as_typed(source)
        fields |= {"attachments": attachments} if attachments else {}
    # nbformat's own functions would look through each cell by its schema, which is done once for the whole notebook.
    made: NotebookNode = from_dict({**fields, "cell_type": cell_type, "source": source})
    return made


def as_typed(text: str) -> str:
    """Return Markdown that shows a text as it was typed, with a line above that says so."""
    return f"{told(AS_TYPED)}\n\n{fenced(text)}"


def _shown(source: str, attachments: Attachments, taken: frozenset[str]) -> str:
    text = disarmed(source, attachments)
    acts = may_act(text, attachments, taken) if attachments else _may_act(text, taken)
    return as_typed(source) if acts else text


@functools.lru_cache(maxsize=256)  # what a lesson says stands in everybody's notebook
def _may_act(text: str, taken: frozenset[str]) -> bool:
    return may_act(text, {}, taken)


def _output(output: NotebookNode) -> dict[str, Any] | None:
    """Return an output of a student's run with what can be read or looked at, None where that is nothing."""
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return {"output_type": kind, "name": name, "text": _text(output.get("text"))}
    if kind == "error":
        lines = output.get("traceback", [])
        trace = [_text(line) for line in lines] if isinstance(lines, list) else []
        said = {name: _text(output.get(name)) for name in ("ename", "evalue")}
        return {"output_type": kind, **said, "traceback": trace}
    if kind in ("display_data", "execute_result"):
        data = {mime: value for mime, value in _items(output.get("data")) if _is_harmless(mime, value)}
        pictured = {mime: {"alt": told(PICTURE)} for mime in data if mime in _PICTURES}
        counted = {"execution_count": _number(output.get("execution_count"))} if kind == "execute_result" else {}
        return {"output_type": kind, "data": data, "metadata": pictured, **counted} if data else None
    return None


def _attachments(cell: NotebookNode) -> Attachments:
    """Return a cell's attached pictures, by name."""
    pictures = {
        name: {mime: value for mime, value in _items(kinds) if mime in _PICTURES and _is_harmless(mime, value)}
        for name, kinds in _items(cell.get("attachments"))
        if _NAME.fullmatch(name)
    }
    return {name: kinds for name, kinds in pictures.items() if kinds}


def _is_harmless(mime: str, value: object) -> bool:
    if not isinstance(value, str):
        return False
    return mime == "text/plain" or (mime in _PICTURES and _BASE64.fullmatch(value) is not None)


def _items(value: object) -> ItemsView[str, Any]:
    return (value if isinstance(value, dict) else {}).items()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int | None:
    return value if type(value) is int and value >= 0 else None
