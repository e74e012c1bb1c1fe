"""Take a lab's file apart, so that its pieces can stand in the cells of a notebook."""

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Parts:
    """A file's docstring, its imports, and its functions, each with the statements that stand above it."""

    docstring: str
    imports: str
    functions: dict[str, str]


def parts_of(text):
    """Return the `Parts` of a stub or of a solution: a docstring, imports, then functions."""
    lines = text.splitlines()
    head, *body = ast.parse(text).body
    begin = start = head.end_lineno
    functions = {}
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            begin = node.end_lineno
        elif isinstance(node, ast.FunctionDef):
            functions[node.name] = "\n".join(lines[begin : node.end_lineno]).strip("\n")
            begin = node.end_lineno
    imports = "\n".join(lines[start : _end_of_imports(body, start)]).strip("\n")
    return Parts(ast.get_docstring(ast.parse(text)), imports, functions)


def _end_of_imports(body, start):
    return max((node.end_lineno for node in body if isinstance(node, (ast.Import, ast.ImportFrom))), default=start)
