"""What a solution says of its functions: parameters, docstrings, the shapes in them, what is returned. Nothing is run."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from autograder.errors import UsageProblem
from autograder.teaching.new_lab import wording

# The symbols or sizes of a tensor's axes; none of a tensor with one number.
Shape: TypeAlias = tuple[str, ...]

_AXIS = r"[A-Za-z_]\w*|\d+"
_SHAPE = re.compile(
    rf"(?<!= )\(\s*(?:{_AXIS})\s*,\s*(?:(?:{_AXIS})\s*,?\s*)*\)|\b0-d\b|\bscalar\b|\bone number\b|\b(?:is a|are) floats?\b"
)
# Of what a docstring calls a float: no tensor.
FLOAT: Shape = ("float",)
# What stands between names that share a shape, and at most so much between a name and its shape.
_AND = re.compile(r"[`'\s,]*(?:\([^)]*\))?[`'\s,]*(?:and\b)?[`'\s]*")
_NEAR = 60
# What parts "the (n,) predictions" from what they are "for", and one sentence from the next.
_ELSEWHERE = re.compile(r"[.;,]|\b(?:for|of|from|on|by|with|to|in|and)\b")
# Several results, as a docstring names them, and methods that leave a result what it is.
_SEVERAL = re.compile(r"`\(([A-Za-z_]\w*(?:, ?[A-Za-z_]\w*)+)\)`")
_THE_SAME = ("detach", "clone", "item", "tolist", "numpy", "cpu")


@dataclass(frozen=True)
class Parameter:
    """One of a function's: its annotation and default as they are written, and its shape, None where nobody says."""

    name: str
    annotation: str = ""
    default: str | None = None
    shape: Shape | None = None


@dataclass(frozen=True)
class Function:
    """One to be written by students. `returned` are the names of its results; `text` is all that is said of it."""

    name: str
    parameters: tuple[Parameter, ...]
    docstring: str
    returned: tuple[str, ...]
    is_generator: bool
    text: str
    source: str
    problem: str = ""


@dataclass(frozen=True)
class Solution:
    """A solution's text, its functions that are checked, and the names of what students are given as it stands."""

    text: str
    title: str
    about: str
    functions: tuple[Function, ...]
    given: tuple[str, ...]


def solution_of(name: str, text: str, wanted: frozenset[str] | None = None) -> Solution:
    """Return what a file says: the functions `wanted`, or else the public ones with a docstring. Raises `UsageProblem`."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as problem:
        raise UsageProblem(wording.NO_PYTHON, name=name, problem=problem) from None
    about = ast.get_docstring(tree) or ""
    if not about:
        about = f"{name.replace('_', ' ').capitalize()}."
        text, tree = f'"""{about}"""\n\n{text}', ast.parse(f'"""{about}"""\n\n{text}')
    defined = [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
    named = {argument.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) for argument in node.args}
    checked = {node.name: _function(node, about, named, text) for node in defined if _is_checked(node, wanted)}
    if not checked:
        raise UsageProblem(wording.NO_FUNCTIONS, name=name)
    title = about.partition("\n")[0].rstrip(".").partition(": ")[0]
    given = tuple(node.name for node in defined if node.name not in checked)
    return Solution(text, title, about, tuple(checked.values()), given)


def _is_checked(node: ast.stmt, wanted: frozenset[str] | None) -> bool:
    if not isinstance(node, ast.FunctionDef):
        return False
    return not node.name.startswith("_") and bool(ast.get_docstring(node)) if wanted is None else node.name in wanted


def _function(node: ast.stmt, about: str, named: set[str], text: str) -> Function:
    assert isinstance(node, ast.FunctionDef)
    docstring, arguments = ast.get_docstring(node) or "", node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + [
        ast.unparse(default) for default in arguments.defaults
    ]
    parameters = [
        Parameter(argument.arg, ast.unparse(argument.annotation) if argument.annotation else "", default)
        for argument, default in zip(positional, defaults, strict=True)
    ]
    returned = _returned(node)
    known = named | {*returned}
    shapes = _shapes_in(about, named, known) | _shapes_in(docstring, named, known)
    with_shapes = tuple(replace(parameter, shape=shapes.get(parameter.name)) for parameter in parameters)
    unusual = arguments.vararg or arguments.kwarg or [default for default in arguments.kw_defaults if default is None]
    problem = wording.UNUSUAL_PARAMETERS if unusual else ""
    yields = any(isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in _own_nodes(node))
    source, told = ast.get_source_segment(text, node) or "", f"{about}\n\n{docstring}"
    return Function(node.name, with_shapes, docstring, returned, yields, told, source, problem)


def _own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """Yield a function's nodes, without those of functions inside it."""
    for node in ast.iter_child_nodes(function):
        if not isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
            yield node
            yield from _own_nodes(node)


def _returned(function: ast.FunctionDef) -> tuple[str, ...]:
    """Return the names of what a function returns or yields: "`(w, b)`" in its docstring, else names in the code."""
    if told := _SEVERAL.findall(ast.get_docstring(function) or ""):
        return tuple(name.strip() for name in told[-1].split(","))
    values = [node.value for node in _own_nodes(function) if isinstance(node, (ast.Return, ast.Yield))]
    for value in reversed(values):
        names = [_name_in(element) for element in (value.elts if isinstance(value, ast.Tuple) else [value])]
        if all(names):
            return tuple(names)
    return ()


def _name_in(value: ast.AST | None) -> str:
    """Return the name in `w`, `w.detach()` and `loss.item()`; "" of anything else."""
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in _THE_SAME:
        value = value.func.value
    return value.id if isinstance(value, ast.Name) else ""


def _shapes_in(text: str, names: set[str], known: set[str]) -> dict[str, Shape]:
    """Return the shapes that a text gives parameters: "`X` is (n, d)", "x: a tensor of shape (n,)", "the (n,) numbers x".

    A tuple of `known` names, such as "(w, b)", is no shape.
    """
    found: dict[str, Shape] = {}
    before: list[tuple[str, tuple[int, int]]] = []
    waiting: tuple[Shape, int] | None = None
    for word, span in _words(text, names):
        if word in names:
            if before and not _AND.fullmatch(text, before[-1][1][1], span[0]):
                before = []
            if waiting and not _ELSEWHERE.search(text, waiting[1], span[0]):
                found[word] = waiting[0]
            before, waiting = [*before, (word, span)], None
            continue
        axes = [axis.strip() for axis in word.strip("()").split(",")] if "(" in word else []
        shape = FLOAT if "float" in word else tuple(filter(None, axes))
        if shape and {*shape} <= known:
            continue
        if before and span[0] - before[-1][1][1] < _NEAR and not re.search(r"\.\s", text[before[-1][1][1] : span[0]]):
            found |= {name: shape for name, _ in before if name not in found}
            before = []
        else:
            waiting = shape, span[1]
    return found


def _words(text: str, names: set[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the names and shapes of a text, in order. The article "a" is no name, unless it is marked as one."""
    named = "|".join(rf"\b{name}\b" if name != "a" else r"(?<=`)a(?=`)" for name in sorted(names)) or r"(?!)"
    for match in re.finditer(rf"{_SHAPE.pattern}|{named}", text):
        yield match[0], match.span()
