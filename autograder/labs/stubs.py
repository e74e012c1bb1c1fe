"""Make a student's stub from a solution: docstrings and signatures stay, answers go, what is to be mended comes in."""

import ast
import functools
import re
from dataclasses import dataclass

from autograder.labs.catalogue import is_students_kit, lab_named
from autograder.labs.recorded import RECORDED

# Where a student's kit keeps its stubs.
STUBS = RECORDED / "stubs"
NOT_WRITTEN = '    raise NotImplementedError("write {function} here")\n'
TO_MEND = "    # Mend this: it is given with a mistake in it.\n"


@dataclass(frozen=True)
class LabFile:
    """A stub's or a solution's docstring, its imports, and its functions, each with the statements that stand above it."""

    docstring: str
    imports: str
    functions: dict[str, str]

    @classmethod
    def of(cls, text: str) -> "LabFile":
        """Return what a text consists of: a docstring, imports, then functions."""
        lines, tree = text.splitlines(), ast.parse(text)
        docstring = ast.get_docstring(tree)
        first = begin = imports = tree.body[0].end_lineno if docstring else 0
        functions = {}
        for node in tree.body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                begin = imports = node.end_lineno
            elif isinstance(node, ast.FunctionDef):
                functions[node.name] = "\n".join(lines[begin : node.end_lineno]).strip("\n")
                begin = node.end_lineno
        return cls(docstring or "", "\n".join(lines[first:imports]).strip("\n"), functions)


@functools.cache
def stub_of(lab: str) -> str:
    """Return the text of a lab's stub. Raises `OSError` where neither it nor the solution is at hand."""
    if is_students_kit():
        return (STUBS / f"{lab}.py").read_text(encoding="utf-8")
    text, broken = lab_named(lab).solution.read_text(encoding="utf-8"), lab_named(lab).folder / "broken.py"
    lines = text.splitlines(keepends=True)
    to_mend = LabFile.of(broken.read_text(encoding="utf-8")).functions if broken.exists() else {}
    functions = {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    # From the end to the start, so that the line numbers of what comes before stay right.
    for check in sorted(lab_named(lab).checks, key=lambda check: -functions[check.function].lineno):
        node = functions[check.function]
        body = slice(node.body[0].end_lineno if ast.get_docstring(node) else node.lineno, node.end_lineno)
        if check.kind == "mend":
            above, _, mistaken = re.split(r"^(def .*\n)", to_mend[check.function], flags=re.MULTILINE)
            lines[body] = [TO_MEND, mistaken, "\n"]
            lines.insert(node.lineno - 1, above)
        else:
            lines[body] = [NOT_WRITTEN.format(function=check.function)]
    return "".join(lines)


@functools.cache
def functions_as_given(lab: str) -> dict[str, str]:
    """Return the functions of a lab's stub: name -> text, with the statements that stand above it."""
    return LabFile.of(stub_of(lab)).functions
