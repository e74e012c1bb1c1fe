"""A lab's known mistakes: those of `answers/mistakes.toml`, a change of the solution each, and of `answers/mistakes.py`.

A change is written as what stands in the solution, an arrow, and what people write in its place. A mistake may be made in
several ways, which are a list, and by several changes at once, which stand one per line:

    [train_model]
    ascent = "w -= lr * w.grad -> w += lr * w.grad"
    zero-grad-one = ["w.grad = None -> pass", "b.grad = None -> pass"]
"""

import ast
import importlib
import importlib.util
from collections.abc import Iterator

from autograder.errors import CourseFileUnusable
from autograder.labs.answers.faulty import Mistake
from autograder.labs.authors_files import NO_TABLE, line_of, tables_of
from autograder.labs.catalogue import Lab, lab_named

FILE = "mistakes.toml"
ARROW = " -> "
NO_ARROW = "{path}: {function}, {slug}: {change} has no arrow; write: what stands there -> what stands in its place"
NOT_THERE = "{path}: {function}, {slug}: {was} is not in {solution}"


def mistakes_of(name: str) -> Iterator[Mistake]:
    """Yield every known mistake of a lab. Raises `CourseFileUnusable`."""
    yield from _changes(lab_named(name))
    module = f"autograder.labs.{name}.answers.mistakes"
    if importlib.util.find_spec(module):
        yield from importlib.import_module(module).mistakes()


def _changes(lab: Lab) -> Iterator[Mistake]:
    path = lab.folder / "answers" / FILE
    for function, ways_of in tables_of(path).items() if path.exists() else ():
        if not isinstance(ways_of, dict):
            text = f"{{path}}: {{function}} {NO_TABLE}"
            raise CourseFileUnusable(text, path=path, line=line_of(path, function), function=function)
        for slug, ways in ways_of.items():
            for way in [ways] if isinstance(ways, str) else ways:
                yield Mistake(slug, function, source=_changed(lab, function, slug, way))


def _changed(lab: Lab, function: str, slug: str, changes: str) -> bytes:
    """Return the solution with changes in a function, or elsewhere where that has not what is to be changed."""
    path = lab.folder / "answers" / FILE
    line = line_of(path, f"[{function}]", slug)
    text = lab.solution.read_text(encoding="utf-8")
    for change in changes.strip().splitlines():
        was, arrow, becomes = f"{change.strip()} ".partition(ARROW)  # nothing need stand behind an arrow
        if not arrow:
            raise CourseFileUnusable(NO_ARROW, path=path, line=line, function=function, slug=slug, change=change)
        body = _text_of(text, function)
        found = body if was in body else text
        if was not in found:
            details = {"function": function, "slug": slug, "was": was, "solution": lab.solution.name}
            raise CourseFileUnusable(NOT_THERE, path=path, line=line, **details)
        text = text.replace(found, found.replace(was, becomes.rstrip()))
    return text.encode()


def _text_of(text: str, function: str) -> str:
    nodes = (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name == function)
    return next((ast.get_source_segment(text, node) or "" for node in nodes), "")
