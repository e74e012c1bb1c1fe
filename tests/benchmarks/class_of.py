"""A mixed class of one lab with the truth about it: the same work as plain files and as released notebooks.

It is drawn from `tests/submissions`, whose first lines say what each must get. Where nothing is said, nothing is counted.
"""

import ast
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.labs.catalogue import lab_named
from autograder.labs.stubs import LabFile
from tests.overlays import overlays
from tests.places import EXERCISES, SOLUTIONS

LAB = lab_named("slope_and_bias")
FUNCTIONS = tuple(check.function for check in LAB.checks)
SEED = 1
# Ten students, over and over: half of them right.
ROUND = ("right", "wrong", "right", "hostile", "right", "wrong", "broken", "right", "hostile", "right")
# Files that do not run, as people hand them in by mistake.
BROKEN = ("import_error", "indentation_error", "name_error", "only_comments", "syntax_error")
# What lies to a grader, or ends its own process, and does nothing else. The peers run it without any wall, so what would
# hurt the machine or hang is left out: fork and memory bombs, full disks, kills, floods, sockets, loops.
LIARS = (
    *("array_subclass", "atexit", "class_property", "empty_broadcast", "empty_losses", "eq_object"),
    *(
        "exception_group",
        "exit_call",
        "float_subclass",
        "frame_walk",
        "gc_walk",
        "inf",
        "masked_array",
        "metaclass",
        "nan",
    ),
    *("numpy_scalar_in_disguise", "patch_allclose", "patch_builtins", "patch_recorder", "quantized", "raise_unfit"),
    *("scalar_broadcast", "stdout_forge", "sys_modules", "system_exit_call", "torch_dispatch", "torch_function"),
)


@dataclass(frozen=True)
class Student:
    """Who handed in what: a file, the cells of a notebook by grade id, and `{function: whether it must pass}`."""

    name: str
    kind: str
    work: str
    source: bytes
    cells: dict[str, str]
    truth: dict[str, bool]


def mixed(count):
    """Return `count` students, always the same ones: no kind of work comes twice before all of its kind have come once."""
    pools = {kind: _shuffled(works) for kind, works in _works().items()}
    return [_student(number, ROUND[number % len(ROUND)], pools) for number in range(count)]


def write_files(folder, students):
    """Write `folder/<student>/<lab>.py` for everybody."""
    for student in students:
        place = Path(folder, student.name)
        place.mkdir(parents=True)
        (place / f"{LAB.name}.py").write_bytes(student.source)


def write_notebooks(course, students):
    """Fill in the course's released notebook for everybody, below `submitted/`."""
    release = Path(course, "release", LAB.name)
    released = (release / f"{LAB.name}.ipynb").read_text(encoding="utf-8")
    for student in students:
        place = Path(course, "submitted", student.name, LAB.name)
        shutil.copytree(release, place)
        notebook = nbformat.reads(released, as_version=4)
        for cell in notebook.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.source = student.cells.get(grade_id, cell.source)
        nbformat.write(notebook, place / f"{LAB.name}.ipynb")


def _works():
    """Return `{kind: [work, …]}`: what can be said in a notebook as well as in a file."""
    ours = {kind: [work for work in overlays(kind) if work.lab == LAB] for kind in ("right", "wrong", "hostile")}
    hostile = {work.path.stem: work for work in ours["hostile"]}
    return {
        "right": [work for work in ours["right"] if _fits_a_notebook(work)],
        "wrong": [work for work in ours["wrong"] if _fits_a_notebook(work)],
        "broken": [hostile[name] for name in BROKEN],
        "hostile": [hostile[name] for name in LIARS],
    }


def _shuffled(works):
    return random.Random(SEED).sample(works, len(works))


def _student(number, kind, pools):
    name, pool = f"student{number:04}", pools[kind]
    before = sum(ROUND[other % len(ROUND)] == kind for other in range(number))
    work = pool[before % len(pool)]
    truth = {function: status == "pass" for function, (status, _) in work.expected.items()}
    if kind == "right":
        truth = dict.fromkeys(FUNCTIONS, True)
    return Student(name, kind, work.path.stem, work.source, _cells(work), truth)


def _fits_a_notebook(work):
    """Tell whether a file's statements can stand in cells: each function defined once, by a statement of its own."""
    try:
        body = ast.parse(work.path.read_bytes().decode()).body
    except (SyntaxError, ValueError):
        return False
    homes = [_home(statement) for statement in body]
    plain = all(_is_plain(statement, set(homes)) for statement in body)
    return plain and any(homes) and "\r" not in work.path.read_bytes().decode()


def _is_plain(statement, homes):
    """A definition or an import; or an assignment that does not take one of the functions as it was before."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)):
        return True
    names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return isinstance(statement, ast.Assign) and not names & homes


def _cells(work):
    """Return the functions' cells: the solution's (the stub's, where a file stands alone), then what the work says."""
    alone = not work.source.startswith((SOLUTIONS / f"{LAB.name}.py").read_bytes())
    base = (EXERCISES if alone else SOLUTIONS) / f"{LAB.name}.py"
    cells = dict(LabFile.of(base.read_text(encoding="utf-8")).functions)
    text = work.path.read_bytes().decode("utf-8", "replace")
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        body = []
    return cells | (_by_function(text, body) or {FUNCTIONS[0]: text})


def _by_function(text, body):
    """Cut a text behind each statement that defines one of the functions; what comes last belongs to the last cell."""
    lines, begin, cells = text.splitlines(keepends=True), 0, {}
    for statement in body:
        if home := _home(statement):
            cells[home] = "".join(lines[begin : statement.end_lineno])
            begin = statement.end_lineno
    if cells:
        cells[list(cells)[-1]] += "".join(lines[begin:])
    return cells


def _home(statement):
    """Return the graded function that a statement defines, or None."""
    if isinstance(statement, ast.FunctionDef):
        bound = [statement.name]
    elif isinstance(statement, ast.Assign):
        bound = [target.id for target in statement.targets if isinstance(target, ast.Name)]
    else:
        bound = []
    return next((name for name in bound if name in FUNCTIONS), None)
