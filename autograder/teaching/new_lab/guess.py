"""What a function's arguments may be, by their names, annotations, defaults and shapes: the likeliest guess comes first."""

import ast
import itertools
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np

from autograder.teaching.new_lab.solution import FLOAT, Function, Parameter, Shape

# The arguments of one call, by the names of the parameters, as Python's source.
Call: TypeAlias = Mapping[str, str]

# How many rows a published case has, and the fresh ones, each with the values of rates, counts and whole numbers there.
ROWS, FRESH_ROWS = 5, ("17", "23", "11")
DTYPES = ('"float32"', '"float64"', '"float32"')
RATES = "0.1", "0.05", "0.2", "0.03"
# Of updates by a rate, and of rounds of something else, which may have come to an end after a few.
COUNTS, FEW = ("8", "5", "4", "1"), ("2", "1", "3", "1")
NUMBERS = "0.5", "0.25", "0.75", "0.4"
WHOLE_NUMBERS = ("3", "4", "2", "5"), ("2", "3", "5", "4")
# Of axes: those of classes or clusters, and of anything else, in the published case and in the fresh ones.
CLASSES, OTHERS = (2, 3), (3, 2)
# Wider, and a literal of so many numbers fits no line.
LITERAL = 16

_NAMES = {
    "rate": "lr learning_rate rate eta step_size alpha",
    "count": "iters iterations epochs steps updates max_iter n_iter n_iters num_iters n_epochs num_epochs n_steps "
    "num_steps max_iters n_iterations n_updates",
    "rows": "X x inputs data points features xs Xb xb x_train X_train time t",
    "targets": "y Y targets target y_true labels label ys yb classes assignments y_train t_true",
    "scores": "yhat y_hat y_pred preds pred predictions logits scores outputs output z Z",
    "probabilities": "p probs probabilities proba",
    "weight": "w W weight weights theta beta coef coefficients params slope dw gw grad_w",
    "bias": "b bias intercept offset b0 db gb grad_b",
    "centres": "centres centers centroids mu means prototypes",
    "series": "losses history loss_history values accuracies LOSS LOSS2 numbers",
    "generator": "generator rng gen",
    "function": "f fn func",
    "text": "title label_text name",
}
ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}
PARAMETERS = ("weight", "bias")
_CLASS_AXES = re.compile(r"k|K|c|C|\w*class\w*|\w*cluster\w*|\w*categor\w*")
# The shapes of what no docstring gives one: numbers in a row, a table and a number per row, a table and classes.
_LAYOUTS: tuple[dict[str, Shape], ...] = (
    {"rows": ("n",), "targets": ("n",), "scores": ("n",), "weight": (), "bias": (), "centres": ("k",)},
    {"rows": ("n", "d"), "targets": ("n",), "scores": ("n",), "weight": ("d",), "bias": (), "centres": ("k", "d")},
    {"rows": ("n", "d"), "targets": ("n",), "scores": ("n", "k"), "weight": ("d", "k"), "bias": ("k",)},
)
# What somebody may mean by a name that says nothing.
_OF_TYPE = {int: "whole number", float: "number", bool: "flag", str: "text", list: "series", tuple: "series"}
_UNNAMED = ("rows", "number", "whole number", "series")
# Nothing is a tensor.
_PLAIN = "plain"
_OF_CLASSES = re.compile(r"class|label|softmax|cluster|logistic|binary|0 or 1|0 and 1|accura|one.hot", re.IGNORECASE)
_OF_MANY = re.compile(r"softmax|multi.?class|one.hot|cluster|classes|class number", re.IGNORECASE)
_OF_LABELS = re.compile(r"accura|error_rate|precision|recall|confusion|hits")
_WHOLE = re.compile(r"n|k|K|m|d|seed|degree|depth|(n|num|number)_\w+|\w+_(size|features|targets)")
_LABELS = ("labels", "label", "classes", "assignments")


@dataclass(frozen=True)
class Input:
    """One argument: what a probe hands over, and what the published and the fresh cases hold, all as Python's source.

    `key` is its name in the case, "" where it is no part of one. A fresh value that is drawn by nothing has one entry in
    `each` for every fresh case.
    """

    name: str
    role: str
    given: str
    key: str = ""
    published: str = ""
    fresh: str = ""
    is_array: bool = False
    each: tuple[str, ...] = ()

    @property
    def is_parameter(self) -> bool:
        """Tell whether it is what a descent moves."""
        return self.is_array and self.role in PARAMETERS


Inputs: TypeAlias = tuple[Input, ...]


def guesses(function: Function, calls: Sequence[Call] = ()) -> Iterator[Inputs]:
    """Yield what the arguments may be. `calls` were seen somewhere: the first gives the published case."""
    roles = {parameter.name: _role(parameter) for parameter in function.parameters}
    kinds = (*(_UNNAMED if "?" in roles.values() else ("rows",)), _PLAIN)
    call = max(calls, key=lambda call: len("".join(call.values())), default={})
    leaves = (True, False) if "requires_grad" in function.text else (False, True)
    labels = _labels(function)
    for kind, layout, label, leaf in itertools.product(kinds, _layouts(function), labels, leaves):
        of_kind = {name: role.replace("?", kind) for name, role in roles.items()}
        if kind == _PLAIN:
            of_kind = {
                one.name: of_kind[one.name] if one.shape else _plain(of_kind[one.name]) for one in function.parameters
            }
        if call:
            inputs = _inputs(function, of_kind | _roles_in(call, of_kind), layout, label, leaf)
            yield tuple(replace(one, published=call.get(one.name, one.published)) for one in inputs)
        yield _inputs(function, of_kind, layout, label, leaf)


def _plain(role: str) -> str:
    return "number" if role in (*_LAYOUTS[0], "probabilities", _PLAIN) else role


def _roles_in(call: Call, roles: Mapping[str, str]) -> dict[str, str]:
    """Return the roles of arguments that a call tells better than names do: a number where a tensor may have been meant."""
    arrays = (*_LAYOUTS[0], "probabilities", "number", "whole number")
    told = {
        name: _OF_TYPE.get(type(_literal(source)), "") for name, source in call.items() if roles.get(name) in arrays
    }
    return {name: role for name, role in told.items() if role}


def _role(parameter: Parameter) -> str:
    """Return what an argument is for, "?" where nothing says so."""
    annotation, default = parameter.annotation, parameter.default
    if parameter.shape == FLOAT or annotation in ("int", "float"):
        named = ROLES.get(parameter.name, "")
        return named if named in ("rate", "count") else "whole number" if annotation == "int" else "number"
    if parameter.shape:
        named = ROLES.get(parameter.name, "rows")
        return named if named not in ("rate", "count", "series") else "rows"
    if "Generator" in annotation or ROLES.get(parameter.name) == "generator":
        return "generator"
    if default == "None":
        return "left out"
    if parameter.name in ROLES and not annotation.startswith(("list", "Sequence", "Iterable")):
        return ROLES[parameter.name]
    if annotation in ("bool", "str"):
        return "flag" if annotation == "bool" else "text"
    if "Tensor" in annotation or "ndarray" in annotation:
        return "rows"
    if default is not None:
        return _OF_TYPE.get(type(_literal(default)), "left out")
    if annotation.startswith(("list", "Sequence", "Iterable")) or re.search(r"losses|history|series", parameter.name):
        return "series"
    return "whole number" if _WHOLE.fullmatch(parameter.name) else "?"


def _literal(source: str) -> Any:
    try:
        return ast.literal_eval(source)
    except ValueError:
        return None


def _layouts(function: Function) -> list[dict[str, Shape]]:
    """Return the layouts, the likeliest first."""
    line, table, classes = _LAYOUTS
    ranks = [len(parameter.shape) for parameter in function.parameters if parameter.shape is not None]
    if max(ranks, default=0) >= 2 or (not ranks and any(parameter.name == "X" for parameter in function.parameters)):
        return [classes, table, line] if _OF_MANY.search(function.text) else [table, classes, line]
    return [line, table, classes]


def _labels(function: Function) -> tuple[str, ...]:
    """Return what targets may be: numbers, 0 or 1, or the numbers of classes."""
    if not _OF_CLASSES.search(f"{function.name} {function.text}"):
        return ("numbers", "classes")
    first, second = "classes", "zeros and ones"
    return (first, second, "numbers") if _OF_MANY.search(function.text) else (second, first, "numbers")


def _inputs(function: Function, roles: dict[str, str], layout: dict[str, Shape], label: str, leaf: bool) -> Inputs:
    if _OF_LABELS.search(function.name):
        roles |= {
            name: "targets" for name in ("yhat", "y_hat", "y_pred", "preds", "pred", "predictions") if name in roles
        }
    shapes = {
        parameter.name: parameter.shape if parameter.shape is not None else layout.get(roles[parameter.name], ("n",))
        for parameter in function.parameters
        if roles[parameter.name] in (*_LAYOUTS[0], "probabilities")
    }
    shapes = _with_axes_of(function, shapes)
    sizes = _Sizes(
        [shape for shape in shapes.values() if shape], [name for name in roles if roles[name] == "whole number"]
    )
    inputs, number = [], 0
    for parameter in function.parameters:
        role, name = roles[parameter.name], parameter.name
        if name in shapes:
            inputs.append(_array(name, role, shapes[name], sizes, label, leaf))
        elif role != "left out":
            inputs.append(_value(parameter, role, sizes, number, COUNTS if "rate" in roles.values() else FEW))
            number += role in ("whole number", "number")
    for centres in [one for one in inputs if one.role == "centres" and shapes[one.name]]:
        inputs = _around(centres, inputs, shapes, sizes)
    return tuple(inputs)


def _with_axes_of(function: Function, shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    """Return shapes with the axes of rows and columns called as the docstring calls them."""
    told = [one.shape for one in function.parameters if one.name in shapes and one.shape and one.shape != FLOAT]
    tables = [shape for shape in told if len(shape) == 2]
    called = {"n": next((shape[0] for shape in told if shape[0] in ("N", "m")), "n")}
    called["d"] = tables[0][1] if tables else "d"
    documented = {one.name for one in function.parameters if one.shape is not None}
    return {
        name: shape if name in documented else tuple(called.get(axis, axis) for axis in shape)
        for name, shape in shapes.items()
    }


def _around(centres: Input, inputs: Sequence[Input], shapes: Mapping[str, Shape], sizes: "_Sizes") -> list[Input]:
    """Return the inputs with points in as many clumps as there are centres, each of which begins near a point of its own.

    A centre without points would become a mean of nothing.
    """
    axis, *rest = shapes[centres.name]
    of_points = [one for one in inputs if one.role == "rows" and list(shapes[one.name][1:]) == rest]
    if not of_points:
        return [*inputs]
    points, count = of_points[0], sizes.fresh(axis)
    numbers = np.array(ast.literal_eval(points.published.removeprefix("np.array(").removesuffix(")")))
    clumps = np.arange(len(numbers)) % sizes.published(axis)
    numbers = numbers / 2 + 3 * clumps.reshape(-1, *[1] * len(rest))
    column = "[:, None]" if rest else ""
    near = replace(
        centres,
        published=f"np.array({(numbers[: sizes.published(axis)] + 0.5).tolist()})",
        fresh=f"{points.key}[:{count}] + 0.25",
    )
    fresh = f"{points.fresh} + 2.5 * (np.arange(rows) % {count}){column}"
    spread = replace(points, published=f"np.array({numbers.tolist()})", fresh=fresh)
    return [{points.name: spread, centres.name: near}.get(one.name, one) for one in inputs]


class _Sizes:
    """How long each axis is, as Python's source: in the published case, and in the fresh ones."""

    def __init__(self, shapes: Sequence[Shape], whole_numbers: Sequence[str]) -> None:
        first = next((shape[0] for shape in shapes if not _CLASS_AXES.fullmatch(shape[0])), "n")
        self.rows = next((axis for axis in ("n", "N") if any(axis in shape for shape in shapes)), first)
        self.axes = {axis for shape in shapes for axis in shape}
        classes = [axis for axis in (*self.axes, *whole_numbers) if _CLASS_AXES.fullmatch(axis)]
        self.classes = classes[0] if classes else ""

    def published(self, axis: str) -> int:
        return int(axis) if axis.isdigit() else ROWS if axis == self.rows else self._other(axis)[0]

    def fresh(self, axis: str) -> str:
        return axis if axis.isdigit() else "rows" if axis == self.rows else str(self._other(axis)[1])

    def _other(self, axis: str) -> tuple[int, int]:
        return CLASSES if _CLASS_AXES.fullmatch(axis) else OTHERS


def _array(name: str, role: str, shape: Shape, sizes: _Sizes, label: str, leaf: bool) -> Input:
    size = tuple(map(sizes.published, shape))
    axes = [sizes.fresh(axis) for axis in shape]
    all_axes = axes[0] if len(axes) == 1 else f"({', '.join(axes)})"
    given = f'given.{"leaf" if leaf and role in PARAMETERS else "tensor"}("{name}")'
    array = Input(name, role, given, name, is_array=True)
    label = "classes" if name in _LABELS else label
    if role == "targets" and label != "numbers":
        classes = (sizes.published(sizes.classes), int(sizes.fresh(sizes.classes))) if sizes.classes else (2, 2)
        numbers = [number % classes[0] for number in (1, 0, 2, 1, 5)] if size else 1
        column = ".reshape(-1, 1)" if len(size) == 2 else ""
        fresh = f"draw.permutation(np.arange({axes[0]}) % {classes[1]}){column}" if axes else "np.array(1)"
        given = f"{given}.long()" if label == "classes" else given
        return replace(array, given=given, published=f"np.array({numbers}){column}", fresh=fresh)
    if role == "probabilities":
        fresh = f"draw.uniform(0.1, 0.9, {all_axes})" if axes else "np.array(draw.uniform(0.1, 0.9))"
        return replace(array, published=array_of_numbers(name, size, 0.5, 10), fresh=fresh)
    published = array_of_numbers(name, size, 0.0, 2)
    if not axes:
        return replace(array, published=published, fresh="np.array(away_from_zero(draw))")
    if role in PARAMETERS and len(axes) == 1:
        return replace(array, published=published, fresh=f"several(draw, {all_axes})")
    return replace(array, published=published, fresh=f"draw.normal(0.5, 1.0, {all_axes})")


def array_of_numbers(name: str, size: tuple[int, ...], around: float = 0.0, parts: int = 2) -> str:
    """Return the source of an array of short numbers, none of them 0, the same whenever they are asked for."""
    draw = np.random.default_rng(zlib.crc32(f"{name} {size}".encode()))
    steps = draw.choice([-4, -3, -2, -1, 1, 2, 3, 4], size) if size else draw.choice([-2, -1, 1, 2])
    numbers = np.round(around + steps / parts, 2).tolist()
    if np.prod(size, dtype=int) <= LITERAL:
        return f"np.array({numbers})"
    return f"np.linspace({'0.1, 0.9' if around else '-2.0, 3.0'}, {' * '.join(map(str, size))}).reshape{size}"


def _value(parameter: Parameter, role: str, sizes: _Sizes, number: int, counts: tuple[str, ...]) -> Input:
    name, default = parameter.name, parameter.default
    value = Input(name, role, f'given["{name}"]', name)
    if role == "rate":
        return replace(value, key="lr", given='given["lr"]', published=RATES[0], fresh="lr", each=RATES[1:])
    if role == "count":
        return replace(value, published=counts[0], fresh=name, each=counts[1:])
    if role == "whole number" and name in sizes.axes:
        return replace(value, published=str(sizes.published(name)), fresh=sizes.fresh(name))
    if role == "whole number" and sizes.classes and _CLASS_AXES.fullmatch(name):
        return replace(value, published=str(sizes.published(sizes.classes)), fresh=sizes.fresh(sizes.classes))
    if role == "whole number":
        published, *fresh = WHOLE_NUMBERS[number % 2]
        return replace(value, published=default or published, fresh=name, each=tuple(fresh))
    if role == "number":
        return replace(value, published=default or NUMBERS[number % 4], fresh="float(draw.uniform(0.2, 0.9))")
    if role == "series":
        return replace(value, published="[4.0, 2.0, 1.5, 1.25]", fresh="draw.uniform(0.5, 9.0, 7).tolist()")
    if role == "function":
        curve = '{"polynomial": [1.0, float(draw.uniform(-1.0, 1.0)), 0.5]}'
        handed = f'given.polynomial("{name}")'
        return replace(value, given=handed, published='{"polynomial": [1.0, 0.0, 0.0]}', fresh=curve)
    if role == "generator":
        given = 'torch.Generator().manual_seed(given["seed"])'
        return replace(value, key="seed", given=given, published="1", fresh="int(draw.integers(1, 1000))")
    if role == "flag":
        return replace(value, published=default or "True", fresh="True" if default == "False" else "False")
    text = json.dumps(_literal(default) if default else name)
    return replace(value, published=text, fresh=text)
