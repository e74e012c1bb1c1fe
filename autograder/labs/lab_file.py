"""Take a lab's file apart: a stub, a solution, or the functions that are given with a mistake."""

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class LabFile:
    """A file's docstring, its imports, and its functions, each with the statements that stand above it."""

    docstring: str
    imports: str
    functions: dict[str, str]

    @classmethod
    def of(cls, text: str) -> "LabFile":
        """Return what a text consists of: a docstring, imports, then functions."""
        lines, tree = text.splitlines(), ast.parse(text)
        head, *body = tree.body
        begin = imports = head.end_lineno
        functions = {}
        for node in body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                begin = imports = node.end_lineno
            elif isinstance(node, ast.FunctionDef):
                functions[node.name] = "\n".join(lines[begin : node.end_lineno]).strip("\n")
                begin = node.end_lineno
        return cls(ast.get_docstring(tree) or "", "\n".join(lines[head.end_lineno : imports]).strip("\n"), functions)
