"""The text of a lab's `cases.py`: for every function a published case and fresh ones, by what was guessed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from autograder.teaching.new_lab import templates
from autograder.teaching.new_lab.guess import DTYPES, FRESH_ROWS, Input, Inputs
from autograder.teaching.new_lab.layout import WIDTH, imports, laid_out

_HELPERS = ("away_from_zero", "several")
_ONE_NUMBER = re.compile(r"np\.array\([-\d.]+\)")


def cases_text(lab: str, functions: Iterable[tuple[str, Inputs]]) -> str:
    """Return the module; published arrays that several functions get are written once."""
    constants: dict[str, str] = {}
    cases = "".join(
        templates.OF_ONE_CASE.format(function=function, body=_body(inputs, constants)) for function, inputs in functions
    )
    helpers = [name for name in _HELPERS if f"{name}(" in cases]
    wanted = {"collections.abc": ["Iterator"], "numpy": [], "autograder.trace": ["Case"]}
    wanted |= {"autograder.labs.answers.inputs": helpers} if helpers else {}
    written = "".join(f"{_constant(name, source)}\n" for name, source in constants.items())
    constants_text = f"\n{written}" if written else ""
    return templates.CASES.format(lab=lab, imports=imports(wanted), constants=constants_text, cases=cases)


def _constant(name: str, source: str) -> str:
    opening, _, inner = source.partition("(")
    whole = f"{name} = {source}"
    return whole if len(whole) <= WIDTH else laid_out(f"{name} = {opening}(", [inner.removesuffix(")")], ")")


def _body(inputs: Inputs, constants: dict[str, str]) -> str:
    arrays = [one for one in inputs if one.is_array and one.key]
    values = [one for one in inputs if not one.is_array and one.key]
    published = [f'"{one.key}": {_named(one, constants)}' for one in arrays]
    lines = [_case(published, [f'"{one.key}": {one.published}' for one in values], "published=True", 4)]
    if not arrays and not values:
        return "\n".join([*lines, _case([], [], "", 4)])
    columns: dict[str, tuple[str, ...]] = (
        {"rows": FRESH_ROWS} if any(re.search(r"\brows\b", one.fresh) for one in arrays) else {}
    )
    columns |= {one.fresh: one.each for one in values if one.each}
    columns |= {"dtype": DTYPES} if arrays else {}
    rows = [", ".join(row) for row in zip(*columns.values(), strict=True)]
    rows = [f"({row})" for row in rows] if len(columns) > 1 else rows
    lines.append(laid_out(f"for {', '.join(columns)} in (", rows, "):", 4) if columns else "    for _ in range(3):")
    for points in [one for one in arrays if any(other.fresh.startswith(f"{one.key}[") for other in arrays)]:
        lines.append(f"        points = {points.fresh}")
        arrays = [replace(one, fresh=one.fresh.replace(f"{points.key}[", "points[")) for one in arrays]
        arrays = [replace(one, fresh="points") if one.key == points.key else one for one in arrays]
    fresh = {
        "arrays": [f'"{one.key}": {one.fresh}' for one in arrays],
        "values": [f'"{one.key}": {one.fresh}' for one in values],
    }
    dtype = "dtype=dtype" if arrays else ""
    for name, held in fresh.items():  # what is too long for a line gets a name
        if held and "\n" in _case(fresh["arrays"], fresh["values"], dtype, 8):
            lines.append(laid_out(f"{name} = {{", held, "}", 8))
            fresh[name] = [name]
    case = _case(fresh["arrays"], fresh["values"], dtype, 8)
    return "\n".join([*lines, case])


def _named(array: Input, constants: dict[str, str]) -> str:
    """Return a published array's name, under which it stands above; itself, where it is one number."""
    if _ONE_NUMBER.fullmatch(array.published):
        return array.published
    name = array.key.upper()
    number = 1
    while constants.setdefault(name, array.published) != array.published:
        number += 1
        name = f"{array.key.upper()}_{number}"
    return name


def _case(arrays: Sequence[str], values: Sequence[str], more: str, indent: int) -> str:
    """Return `yield Case(…)`, on one line or an argument to a line."""
    held = ["arrays" if list(arrays) == ["arrays"] else f"{{{', '.join(arrays)}}}"] if arrays else []
    if values:
        inner = "values" if list(values) == ["values"] else f"{{{', '.join(values)}}}"
        held.append(inner if arrays else f"values={inner}")
    return laid_out("yield Case(", [*held, *([more] if more else [])], ")", indent)
