"""Make a student's stub from a solution: docstrings and signatures stay, answers go, what is to be mended comes in."""

import ast
import functools

from autograder.labs.catalogue import HERE, SOLUTIONS, is_students_kit, lab_named
from autograder.labs.lab_file import LabFile
from autograder.labs.recorded import RECORDED

# Where a student's kit keeps its stubs.
STUBS = RECORDED / "stubs"
NOT_WRITTEN = '    raise NotImplementedError("write {function} here")\n'
TO_MEND = "    # Mend this: it is given with a mistake in it.\n"


def stub_of(lab_name: str) -> str:
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
def broken_functions(lab_name: str) -> dict[str, str]:
    """Return the functions to mend as a student gets them: name -> text, with the statements that stand above it."""
    path = HERE / lab_name / "broken.py"
    if not path.exists():
        return {}
    functions = LabFile.of(path.read_text(encoding="utf-8")).functions
    return {name: _with_remark(text) for name, text in functions.items()}


def _with_remark(text: str) -> str:
    """Return a function that says below its docstring that it is to be mended."""
    lines, function = text.splitlines(keepends=True), ast.parse(text).body[-1]
    assert isinstance(function, ast.FunctionDef)
    below = function.body[0].end_lineno
    return "".join([*lines[:below], TO_MEND, *lines[below:], "\n"])
