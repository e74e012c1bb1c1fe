"""The lines of a student's file that a verdict is about: the function, and what of the file it calls."""

import ast
from collections.abc import Iterable, Iterator

from autograder.source import source_text
from autograder.text import printable, shortened

LINE_LIMIT = 1000
# Numbers of lines, from the first to the last.
Span = tuple[int, int]


def numbered_lines(source: bytes, function: str, *, is_compiled: bool) -> list[tuple[int, str]]:
    """Return `[(number, line), …]` of a function and of what it names in its file, all lines where it cannot be found.

    Python's parser is let near a file only where a locked-in process has compiled it: it can be made to crash.
    """
    text = source_text(source)
    lines = [shortened(printable(line.expandtabs()), LINE_LIMIT) for line in text.split("\n")]
    spans = _spans(text, function) if is_compiled else []
    wanted = {number for first, last in spans for number in range(first, last + 1)} or set(range(1, len(lines) + 1))
    return [(number, line) for number, line in enumerate(lines, start=1) if number in wanted]


def _spans(source: str, function: str) -> list[Span]:
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    homes: dict[str, list[ast.stmt]] = {}
    for statement in statements:
        for name in _bound(statement):
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                homes.pop(name, None)  # what is defined again is another; a value can be made in several steps
            homes.setdefault(name, []).append(statement)
    wanted: dict[ast.stmt, None] = {}
    names = [function]
    while names:
        for statement in homes.pop(names.pop(), []):
            wanted[statement] = None
            names += [node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and node.id in homes]
    return [_span(statement) for statement in wanted]


def _bound(statement: ast.stmt) -> Iterable[str]:
    """Return the names that a statement of the file's own level gives something to."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    return set(_names(statement))


def _names(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def _span(statement: ast.stmt) -> Span:
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement.lineno, *(one.lineno for one in decorators)])
    return first, statement.end_lineno or first
