"""Numbers as they are shown to who has to check them: each whole, with the digits that tell it from another."""

import pprint

import numpy as np

from autograder.language import told
from autograder.student.wording import SHAPE
from autograder.teaching.pages import wording
from autograder.trace import formula, show

# More numbers of one tensor than this are not listed, and that is said.
MOST = 5000
WIDTH = 80


def of_array(values: np.ndarray, beside: np.ndarray | None = None) -> str:
    """Return the numbers of an array, in rows where it has several axes; `beside` are those that each differs from."""
    others = beside.reshape(-1) if beside is not None and beside.shape == values.shape else None
    flat = enumerate(values.reshape(-1)[:MOST])
    return _in_rows(values, [one(value, None if others is None else others[at]) for at, value in flat])


def of_input(dtype: str, values: np.ndarray) -> str:
    """Return an input with every digit that it has."""
    texts = [str(value) for value in values.reshape(-1)[:MOST]]
    return f"{texts[0]}   ({dtype})" if values.ndim == 0 else f"{of_shape(dtype, values)}\n{_in_rows(values, texts)}"


def _in_rows(values: np.ndarray, texts: list[str]) -> str:
    is_whole = len(texts) == values.size
    is_list = not is_whole or max(values.shape, default=0) == values.size  # a column is no table
    width = max(map(len, texts), default=0)
    padded = np.array([f"{text:>{width}}" for text in texts], dtype=object).reshape(-1 if is_list else values.shape)
    text = np.array2string(padded, separator=" ", max_line_width=WIDTH, threshold=MOST + 1, formatter={"all": str})
    return text if is_whole else f"{text}\n{told(wording.SHOWN_NUMBERS, shown=MOST, count=values.size)}"


def one(value: np.ndarray, beside: np.ndarray | None = None) -> str:
    """Return one number, or a truth value."""
    return str(bool(value)) if value.dtype == np.bool_ else show(value, beside)


def of_shape(precision: str, values: np.ndarray) -> str:
    """Return "float32, shape (3, 1)", or the shape alone of what has no precision."""
    return f"{'' if precision == 'any' else f'{precision}, '}{told(SHAPE, shape=values.shape)}"


def of_value(value: object) -> str:
    """Return an input that is no array, whole: a number, a word, a list, a function as Python's source."""
    if isinstance(value, dict) and "polynomial" in value:
        return formula(value["polynomial"])
    return pprint.pformat(value, width=WIDTH, compact=True)
