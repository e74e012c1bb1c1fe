"""A call as a card shows it: what a function was given, how that differs from the tutorial's numbers, a counterexample."""

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from autograder.judge.counterexample import Counterexample
from autograder.judge.verdict import Verdict
from autograder.language import told
from autograder.student import wording
from autograder.text import plain
from autograder.trace import Case, formula, show

# So many numbers of an array or a list are shown whole, so many rows of a table, and so many numbers of a result.
WHOLE, WHOLE_ROWS, WHOLE_RESULT = 4, 2, 8
# Shapes of so many sorts say enough.
SHAPES = 2
# A call with its outcome in one line is no longer than this.
LINE_LIMIT = 110


def called(verdict: Verdict) -> list[str]:
    """Return the call as the student would type it, and where it is not the tutorial's, a line that says what is other."""
    case = verdict.case
    if case is None:
        return []
    given = {**case.arrays, **case.values}
    names = names_of(verdict, case)
    words = (
        names if verdict.hides_inputs else [f"{name}={short(given[name])}" if name in given else name for name in names]
    )
    call = f"{verdict.check.function}({', '.join(words)})"
    if case.published:
        return [call]
    what = told(wording.OTHER_INPUTS_HIDDEN) if verdict.hides_inputs else _listed(_differing(verdict, case))
    return [call, told(wording.OTHER_INPUTS, what=what or told(wording.OTHER_NUMBERS))]


def names_of(verdict: Verdict, case: Case) -> list[str]:
    """Return the names of the arguments that a check's function gets on a case: up to the first that is left out."""
    names = verdict.check.parameters or (*case.arrays, *case.values)
    return list(itertools.takewhile(lambda name: case.values.get(name, ...) is not None, names))


def short(value: Any) -> str:
    """Return a value of a case in a few words of Python: of many numbers the first and the last."""
    if isinstance(value, dict):
        return formula(value["polynomial"])
    if isinstance(value, np.ndarray) and value.ndim == 0:
        return show(float(value))
    if isinstance(value, (list, np.ndarray)):
        rows = isinstance(value, np.ndarray) and value.ndim > 1
        most, first = (WHOLE_ROWS, 1) if rows else (WHOLE, 2)
        ends = value if len(value) <= most else (*value[:first], value[-1])
        words = [short(one) for one in ends]
        if len(value) > most:
            words.insert(first, "…")
        return f"[{', '.join(words)}]"
    if isinstance(value, np.floating):
        return f"{value:.5g}"
    text = repr(value)
    return f"{value:.5g}" if isinstance(value, float) and len(text) > len("0.12345") else text


def _differing(verdict: Verdict, case: Case) -> Iterator[str]:
    """Yield in what a case is another than every published one: its numbers, its shapes, its precision."""
    check, published = verdict.check, verdict.check.published_cases()
    names = set(check.parameters)
    is_composed = not names <= {*case.arrays, *case.values}  # arguments are made of what the case names
    for name, value in case.values.items():
        is_short = isinstance(value, (bool, int, float, str)) or (isinstance(value, list) and len(value) <= WHOLE)
        is_new = all(other.values.get(name) != value for other in published)
        if is_short and is_new and (not names or is_composed or name in names):
            yield f"{name}={short(value)}"
    shapes: dict[tuple[int, ...], list[str]] = {}
    for name, array in case.arrays.items():
        is_new = all(name not in other.arrays or other.arrays[name].shape != array.shape for other in published)
        if array.ndim and is_new and (not names or name in names):
            shapes.setdefault(array.shape, []).append(name)
    for shape, of_shape in list(shapes.items())[:SHAPES]:
        sentence = wording.COLUMNS_OF_SHAPE if shape[1:] == (1,) else wording.OF_SHAPE
        yield told(sentence, count=len(of_shape), names=_listed(of_shape), shape=shape)
    if case.arrays and all(other.dtype != case.dtype for other in published):
        yield told(wording.IN_DTYPE, dtype=case.dtype)


def _listed(words: Iterable[str]) -> str:
    """Return "a, b and c"."""
    *first, last = [*words] or [""]
    return told(wording.AND, first=", ".join(first), last=last) if first else last


def held(verdict: Verdict) -> list[str]:
    """Return a verdict's counterexample: a sentence, and a line to be pasted, with what it should return and does."""
    found = verdict.counterexample
    if not found:
        return []
    # What is right, and what came, stands at the end of a short call and below a long one.
    line = line_of(found)
    lines = [line] if len(line) <= LINE_LIMIT else [found.call, _remark(found)]
    return [told(wording.SMALL_ENOUGH), *(f"    {line}" for line in lines)]


def line_of(found: Counterexample) -> str:
    """Return "criterion(torch.tensor([1., 2.]), torch.tensor([0., 0.]))   # 2.5, yours 5.0"."""
    return f"{found.call}   {_remark(found)}"


def _remark(found: Counterexample) -> str:
    right, got = _outcomes(found)
    return f"# {', '.join(filter(None, (right, told(wording.YOURS, got=got))))}"


def _outcomes(found: Counterexample) -> tuple[str, str]:
    """Return what is right, with a title where the function returns more than this, and what came instead."""
    difference, right, yours, quantity = found.difference, found.right, found.yours, found.right.quantity
    title = "" if found.is_all else f"{told(quantity.plural if right.kind == 'series' else quantity.name())}: "
    is_short = right.value.size <= WHOLE_RESULT
    if difference is None or yours is None:
        due = _numbers(right.value, right.value) if found.is_all and is_short else ""
        return due, told(wording.STOPS_WITH, what=plain(found.stopped)) if found.stopped else told(wording.NOTHING)
    if difference.kind == "count":
        return f"{told(difference.what)}: {difference.expected}", str(difference.got)
    if difference.kind != "value":
        due = difference.expected
        return title + (told(wording.SHAPE, shape=due) if difference.kind == "shape" else str(due)), str(difference.got)
    if is_short:
        return title + _numbers(right.value, yours.value), _numbers(yours.value, right.value)
    expected, got = (np.asarray(number) for number in (difference.expected, difference.got))
    return f"{told(difference.what)}: {_numbers(expected, got)}", _numbers(got, expected)


def _numbers(values: np.ndarray, beside: np.ndarray) -> str:
    """Return numbers as Python prints them, in brackets where there are axes, each with the digits that tell it apart."""
    if values.ndim:
        return f"[{', '.join(_numbers(*pair) for pair in zip(values, beside, strict=True))}]"
    text = show(float(values), float(beside))
    return text if set(text) & set(".en") else f"{text}.0"
