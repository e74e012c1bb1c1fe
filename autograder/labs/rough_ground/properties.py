"""What dealing rows into batches keeps, whatever the order."""

from collections.abc import Mapping

import numpy as np

from autograder.labs.properties import COPIED, DTYPE, SHAPE, Shortfall, row_of
from autograder.labs.rough_ground import DEALS
from autograder.language import Phrase
from autograder.trace import Case, Trace

BATCHES = "From which row to which does each batch go, and what becomes of the rows at the end that fill no batch?"
VALUES = "A batch holds rows of X as they were. What was computed with them?"
ROWS = "A row that comes twice takes another one's place. Can your draw give the same row again?"
PAIRS = "The x of a row and its y belong together. Do both follow the same order?"
CHANCE = "The order should be drawn from the generator and from nothing else. Which call draws, and what is it handed?"
SHUFFLE = "The rows come in the order in which they were given. Which line changes it?"
OF_DEAL = "the rows of the {deal}"
FIRST, SAME, ON, OTHER, _ = DEALS


def minibatches(case: Case, trace: Trace) -> Shortfall | None:
    orders = {}
    for deal in DEALS:
        if shortfall := _shapes(case, trace, deal):
            return shortfall
        x, y = (_dealt(trace, name, deal) for name in ("xb", "yb"))
        orders[deal], shortfall = _order(case, x, y, deal)
        if shortfall:
            return shortfall
    return _chance(orders, len(case.arrays["X"]))


def _shapes(case: Case, trace: Trace, deal: str) -> Shortfall | None:
    rows, size = len(case.arrays["X"]), case.values["batch_size"]
    sizes = [min(size, rows - start) for start in range(0, rows, size)]
    count = int(trace[f"batches of the {deal}"])
    if count != len(sizes):
        return Shortfall("the number of batches", f"{len(sizes)}", f"{count}", BATCHES)
    for number, size in enumerate(sizes, start=1):
        for name in ("xb", "yb"):
            part, whole = trace[f"{name} {number} of the {deal}"], case.arrays["X"]
            due = (size, *whole.shape[1:])
            if part.shape != due:
                what = Phrase("the shape of {name} in batch {number}", name=name, number=number)
                return Shortfall(what, f"{due}", f"{part.shape}", BATCHES if len(part) != size else SHAPE)
            if part.dtype != whole.dtype:
                what = Phrase("the dtype of {name} in batch {number}", name=name, number=number)
                return Shortfall(what, f"{whole.dtype}", f"{part.dtype}", DTYPE)
    return None


def _dealt(trace: Trace, name: str, deal: str) -> np.ndarray:
    count = int(trace[f"batches of the {deal}"])
    return np.concatenate([trace[f"{name} {number} of the {deal}"].reshape(-1) for number in range(1, count + 1)])


def _order(case: Case, x: np.ndarray, y: np.ndarray, deal: str) -> tuple[list[int], Shortfall | None]:
    """Return `(row numbers in the order dealt, the first broken promise or None)`. No two rows have the same x."""
    X, Y = case.arrays["X"].reshape(-1, 1), case.arrays["Y"].reshape(-1)
    order = [row for value in x if (row := row_of(value, X)) is not None]
    if len(order) < len(x):
        return order, Shortfall(Phrase(OF_DEAL, deal=Phrase(deal)), "rows of X", "a value that is not in X", VALUES)
    if twice := sorted({row for row in order if order.count(row) > 1}):
        got = Phrase("row {row} more than once", row=twice[0])
        return order, Shortfall(Phrase(OF_DEAL, deal=Phrase(deal)), "every row once", got, ROWS)
    others = ~(np.abs(Y[order] - y) <= COPIED * np.abs(Y).max())
    if others.any():
        what = Phrase("the y beside the x of row {row}", row=order[int(np.argmax(others))])
        return order, Shortfall(what, "the y of the same row", "another one", PAIRS)
    return order, None


def _chance(orders: Mapping[str, list[int]], rows: int) -> Shortfall | None:
    if orders[FIRST] != orders[SAME]:
        return Shortfall("the order from two generators of one seed", "the same", "two orders", CHANCE)
    # With the fewest rows of any case, two shuffles agree once in forty million times.
    for deal, what in ((ON, "the next order from a generator"), (OTHER, "the order from another seed")):
        if orders[deal] == orders[FIRST]:
            return Shortfall(what, "another one", "the same", CHANCE)
    for deal in DEALS:
        if orders[deal] == list(range(rows)):
            what = Phrase("the order of the {deal}", deal=Phrase(deal))
            return Shortfall(what, "a shuffled one", "that of X", SHUFFLE)
    return None
