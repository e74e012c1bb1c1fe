"""What a property-judged check may say: the first promise of the contract that a trace does not keep."""

from dataclasses import dataclass

import numpy as np

# How far apart two numbers may be that are the same but for a way through float32, in parts of the largest around them:
# untouched but for that, or worked out.
COPIED, COMPUTED = 1e-6, 1e-4


@dataclass(frozen=True)
class Shortfall:
    """`what` was promised, what was `expected` of it, what was `got`, and what a teacher would `ask`. Texts, to be read."""

    what: str
    expected: str
    got: str
    ask: str


SHAPE = "What is the shape of what goes in, and which line adds an axis, drops one, or turns them?"
DTYPE = "The result should have the dtype of what came in. Which tensor of yours was made with another?"


def row_of(row: np.ndarray, table: np.ndarray) -> int | None:
    """Return the number of the row of `table` that `row` is, numbers as far as float32 has them; None where it is none.

    `row` is `(columns,)`, `table` is `(rows, columns)`.
    """
    apart = np.abs(table.astype(np.float64) - row).max(axis=1)
    nearest = int(np.argmin(apart))
    return nearest if apart[nearest] <= COPIED * np.abs(table).max() else None
