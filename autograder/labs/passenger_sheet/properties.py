"""What every descent to the coefficients keeps, whichever way it goes down."""

import numpy as np

from autograder.labs.properties import Shortfall

# How much larger than the smallest possible loss the loss may be when the steps are used up.
CLOSE_ENOUGH = 1.01


def solve(case, trace):
    X, y = (case.arrays[name].astype(np.float64) for name in ("X", "y"))
    coef = trace["coefficients"].astype(np.float64)
    if coef.shape != X.shape[1:]:
        return Shortfall("the shape of the coefficients", str(X.shape[1:]), str(coef.shape))
    if not np.isfinite(coef).all():
        return Shortfall("the coefficients", "finite numbers", "others")

    def loss(coef):
        with np.errstate(over="ignore"):
            return float(((X @ coef - y) ** 2).mean())

    reached, smallest, at_zeros = loss(coef), loss(np.linalg.lstsq(X, y, rcond=None)[0]), loss(np.zeros_like(coef))
    enough = CLOSE_ENOUGH * smallest
    if case.values["steps"] == 1:
        if not reached < at_zeros:
            wanted = f"less than {at_zeros:.7g}, the loss of zeros"
            return Shortfall("the loss of the coefficients after one step", wanted, f"{reached:.7g}")
        if reached <= enough:
            wanted = f"more than {enough:.7g}: one step does not lead to the bottom"
            return Shortfall("the loss of the coefficients after one step", wanted, f"{reached:.7g}")
    elif not reached <= enough:
        wanted = f"at most {enough:.7g}, 1 % above the smallest possible"
        return Shortfall("the loss of the coefficients", wanted, f"{reached:.7g}")
    return None
