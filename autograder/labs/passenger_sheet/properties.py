"""What every descent to the coefficients keeps, whichever way it goes down."""

import numpy as np

from autograder.labs.properties import Shortfall
from autograder.language import Phrase, Plural
from autograder.trace import Case, Trace

# How much larger than the smallest possible loss the loss may be when the steps are used up.
CLOSE_ENOUGH = 1.01
AFTER = Plural("the loss of the coefficients after one step", "the loss of the coefficients after {count} steps")
COLUMNS = "There is one coefficient for each column. Which length of X do you take?"
FINITE = "inf and nan spoil everything that is computed from them. Which operation makes the first one?"
DOWNHILL = "These steps from zeros should lead a little downhill. Where do you start, and which way does a step go?"
BY_STEPS = (
    "These steps of descent cannot have led there. Does your function take `steps` steps of `lr`, and no other way?"
)
BOTTOM = (
    "That is not the bottom yet. What keeps your coefficients from it: the number of steps, their length, or a limit?"
)
# After so few steps nobody is at the bottom who went there by descent.
FEW = 5


def solve(case: Case, trace: Trace) -> Shortfall | None:
    X, y = (case.arrays[name].astype(np.float64) for name in ("X", "y"))
    coef = trace["coefficients"].astype(np.float64)
    if coef.shape != X.shape[1:]:
        return Shortfall("the shape of the coefficients", str(X.shape[1:]), str(coef.shape), COLUMNS)
    if not np.isfinite(coef).all():
        return Shortfall("the coefficients", "finite numbers", "nan or inf", FINITE)
    bowl = _bowl(X, y)
    reached, smallest, at_zeros = _height(bowl, coef), 1 / np.linalg.inv(bowl)[-1, -1], bowl[-1, -1]
    enough, steps = CLOSE_ENOUGH * smallest, case.values["steps"]
    if steps <= FEW:
        what = Phrase(AFTER, count=steps)
        if not reached < at_zeros:
            wanted = Phrase("less than {loss}, the loss of zeros", loss=f"{at_zeros:.7g}")
            return Shortfall(what, wanted, f"{reached:.7g}", DOWNHILL)
        if reached <= enough:
            wanted = Phrase("more than {loss}: so few steps do not lead to the bottom", loss=f"{enough:.7g}")
            return Shortfall(what, wanted, f"{reached:.7g}", BY_STEPS)
    elif not reached <= enough:
        wanted = Phrase("at most {loss}, 1 % above the smallest possible", loss=f"{enough:.7g}")
        return Shortfall("the loss of the coefficients", wanted, f"{reached:.7g}", BOTTOM)
    return None


def _bowl(X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the loss of every coefficients as one matrix. Its inverse has the smallest loss in its last corner.

    Students get this file, so it does not spell out what they are to write: neither the predictions nor their loss.
    """
    table = np.column_stack([X, -y])
    return np.asarray(table.T @ table / len(table))


def _height(bowl: np.ndarray, coef: np.ndarray) -> float:
    vector = np.append(coef, 1.0)
    with np.errstate(over="ignore", invalid="ignore"):
        return float(vector @ bowl @ vector)
