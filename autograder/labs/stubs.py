"""Make a student's stub from a solution: docstrings and signatures stay, answers go, what is to be mended comes in."""

import ast
import functools

from autograder.labs.catalogue import HERE, SOLUTIONS, is_students_kit, lab_named
from autograder.labs.recorded import RECORDED

# Where a student's kit keeps its stubs.
STUBS = RECORDED / "stubs"
NOT_WRITTEN = '    raise NotImplementedError("write {function} here")\n'
TO_MEND = "    # Mend this: it is given with a mistake in it.\n"


def stub_of(lab_name):
    """Return the text of a lab's stub. Raises `OSError` where neither it nor the solution is at hand."""
    if is_students_kit():
        return (STUBS / f"{lab_name}.py").read_text(encoding="utf-8")
    lab = lab_named(lab_name)
    text = (SOLUTIONS / f"{lab_name}.py").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    broken = broken_functions(lab_name)
    functions = {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    # From the end to the start, so that the line numbers of what comes before stay right.
    for check in reversed(lab.checks):
        node = functions[check.function]
        if check.kind == "mend":
            lines[node.lineno - 1 : node.end_lineno] = [broken[check.function]]
        else:
            body_starts = node.body[0].end_lineno if ast.get_docstring(node) else node.lineno
            lines[body_starts : node.end_lineno] = [NOT_WRITTEN.format(function=check.function)]
    return "".join(lines)


@functools.cache
def broken_functions(lab_name):
    """Return the functions to mend as a student gets them: name -> text, with the statements that stand above it."""
    path = HERE / lab_name / "broken.py"
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    broken, begin = {}, 0
    for node in ast.parse(text).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)) or (isinstance(node, ast.Expr) and begin == 0):
            begin = node.end_lineno
        elif isinstance(node, ast.FunctionDef):
            body = node.body[0].end_lineno
            broken[node.name] = "".join([*lines[begin:body], TO_MEND, *lines[body : node.end_lineno]]).lstrip("\n")
            begin = node.end_lineno
    return broken
