"""Small mistakes by machine: a solution with one thing changed. A check that cannot tell such a mutant from the solution
has a hole, or the two compute the same; which of them it is, an author writes down in `solutions/<lab>.mutants.toml`.

The changes are those of mutation testing (mutmut, cosmic-ray): operators, constants, calls, dropped statements, swapped
arguments and results.
"""

import ast
import copy
import functools
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from autograder.labs.authors_files import fitted, read_toml
from autograder.labs.catalogue import lab_named

Node = TypeVar("Node", bound=ast.AST)

# An operator, and one that may stand in its place.
_OTHER_OPERATORS: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    *((ast.Add, ast.Sub), (ast.Sub, ast.Add), (ast.Mult, ast.Div), (ast.Div, ast.Mult)),
    *((ast.Pow, ast.Mult), (ast.MatMult, ast.Mult), (ast.Eq, ast.NotEq), (ast.NotEq, ast.Eq)),
    *((ast.Lt, ast.LtE), (ast.Lt, ast.Gt), (ast.LtE, ast.Lt), (ast.LtE, ast.Gt)),
    *((ast.Gt, ast.GtE), (ast.Gt, ast.Lt), (ast.GtE, ast.Gt), (ast.GtE, ast.Lt)),
)
_OTHER_CALLS = {"mean": "sum", "sum": "mean", "max": "min", "min": "max", "exp": "log", "log10": "log", "zip": "list"}


@dataclass(frozen=True)
class Mutant:
    """A solution's file with one change in `function`: on `line`, `was` became `becomes`, both one line."""

    lab: str
    function: str
    was: str
    becomes: str
    source: bytes
    line: int


@functools.cache
def mutants_of(lab: str, function: str) -> tuple[Mutant, ...]:
    """Return the `Mutant`s of one function of a lab's solution."""
    return tuple(_changed(lab, function))


def _changed(lab: str, function: str) -> Iterator[Mutant]:
    tree = ast.parse(lab_named(lab).solution.read_text(encoding="utf-8"))
    target = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function)
    told: set[bytes] = set()
    for statement, put, node in _nodes_of(target):
        was = _one_line(statement)
        for other in _others(node):
            put(other)
            becomes = (
                "(dropped)" if isinstance(other, ast.Pass) else _one_line(other if node is statement else statement)
            )
            source = ast.unparse(ast.fix_missing_locations(tree)).encode()
            put(node)
            if source not in told and becomes != was:
                told.add(source)
                yield Mutant(lab, function, was, becomes, source, statement.lineno)
    yield from _without_a_body(lab, tree, target)


def _without_a_body(lab: str, tree: ast.Module, function: ast.FunctionDef) -> Iterator[Mutant]:
    """Yield what somebody hands in who writes next to nothing: a function that returns nothing, or what came in."""
    was, body = _one_line(function), function.body
    for result in ("None", *(argument.arg for argument in function.args.args[:1])):
        becomes = f"return {result}"
        function.body = ast.parse(becomes).body
        yield Mutant(lab, function.name, was, becomes, ast.unparse(tree).encode(), function.lineno)
    function.body = body


@dataclass(frozen=True)
class Same:
    """A `[[same]]` of a `<lab>.mutants.toml`: changes that compute what the solution does, or what is right as well."""

    function: str
    was: str
    becomes: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class MutantsToml:
    """What a `<lab>.mutants.toml` says."""

    same: tuple[dict[str, object], ...] = ()


def path_of_explained(lab: str) -> Path:
    """Return where the changes are explained that change nothing."""
    return lab_named(lab).solution.with_suffix(".mutants.toml")


@functools.cache
def explained(lab: str) -> dict[tuple[str, str, str], str]:
    """Return `{(function, was, becomes): why}` of what is explained. Raises `CourseFileUnusable`."""
    path = path_of_explained(lab)
    told = read_toml(path, MutantsToml).same if path.exists() else ()
    same = [fitted(f"{path}, same {number}", Same, one) for number, one in enumerate(told, start=1)]
    return {(one.function, one.was, becomes): one.because for one in same for becomes in one.becomes}


def _one_line(statement: ast.AST) -> str:
    """Return a statement's first line: of a loop or a `with`, what stands before the colon."""
    return ast.unparse(statement).strip().splitlines()[0]


def _nodes_of(function: ast.FunctionDef) -> Iterator[tuple[ast.stmt, Callable[[ast.AST], None], ast.AST]]:
    """Yield `(statement, put, node)` of every node in a function's body; `put(other)` has another in its place."""
    first = 1 if ast.get_docstring(function) else 0
    waiting: list[tuple[Any, Any, ast.stmt]]  # a list or a node's fields, where in it the node is, and its statement
    waiting = [(function.body, number, function.body[number]) for number in range(first, len(function.body))]
    for container, key, statement in waiting:  # which grows meanwhile
        node = container[key]
        yield statement, functools.partial(operator.setitem, container, key), node
        for name, value in ast.iter_fields(node):
            inner: Any = value if isinstance(value, list) else vars(node)
            for place in range(len(value)) if isinstance(value, list) else [name]:
                if isinstance(child := inner[place], ast.AST):
                    waiting.append((inner, place, child if isinstance(child, ast.stmt) else statement))


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand where a node stands."""
    yield from (other() for one, other in _OTHER_OPERATORS if isinstance(node, one))
    if isinstance(node, ast.Constant):
        yield from _other_constants(node.value)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, (ast.BinOp, ast.IfExp)):
        yield from (node.left, node.right) if isinstance(node, ast.BinOp) else (node.body, node.orelse)
    elif isinstance(node, ast.Call):
        yield from _other_calls(node)
    elif isinstance(node, ast.Tuple) and len(node.elts) > 1:
        yield _with(node, elts=[node.elts[1], node.elts[0], *node.elts[2:]])
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield node.value
    elif isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr)):
        yield ast.Pass()
    elif isinstance(node, ast.Return) and not isinstance(node.value, (ast.Constant, type(None))):
        yield _with(node, value=ast.BinOp(ast.Constant(0), ast.Mult(), node.value))


def _other_constants(value: object) -> Iterator[ast.Constant]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, (int, float)):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1 if value else value + 2)
        yield ast.Constant(value * 1.01)
    elif isinstance(value, str) and value:
        yield ast.Constant("")


def _other_calls(call: ast.Call) -> Iterator[ast.expr]:
    if isinstance(call.func, ast.Attribute):
        yield call.func.value  # the method is not called: w.detach() becomes w
        if call.func.attr in _OTHER_CALLS:
            yield _with(call, func=_with(call.func, attr=_OTHER_CALLS[call.func.attr]))
    elif isinstance(call.func, ast.Name) and call.func.id in _OTHER_CALLS:
        yield _with(call, func=_with(call.func, id=_OTHER_CALLS[call.func.id]))
    if isinstance(call.func, ast.Name) and call.func.id == "range":
        for sign in (ast.Add(), ast.Sub()):
            yield _with(call, args=[*call.args[:-1], ast.BinOp(call.args[-1], sign, ast.Constant(1))])
    for number in range(len(call.args) - 1):
        swapped = [*call.args]
        swapped[number : number + 2] = swapped[number + 1], swapped[number]
        yield _with(call, args=swapped)
    for number in range(len(call.keywords)):
        yield _with(call, keywords=[*call.keywords[:number], *call.keywords[number + 1 :]])


def _with(node: Node, **changes: Any) -> Node:
    changed = copy.copy(node)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed
