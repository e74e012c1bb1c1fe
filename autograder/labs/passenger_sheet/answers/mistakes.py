"""What goes wrong in passenger_sheet. The judge's side only."""

import torch

from autograder.labs.answers.faulty import FAULTS_OF_ONE, LOSSES, descend, mean_squared_error
from autograder.labs.answers.mistake import Mistake


def solver(loss=mean_squared_error, **fault):
    """Return a `solve` with one fault."""

    def solve(X, y, lr, steps):
        zeros = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
        (coef,), _ = descend(lambda coef: loss(X @ coef, y), [zeros], lr, steps, **fault)
        return coef

    return solve


def measured_by(loss):
    """Return a `mean_loss` that is another loss."""
    return lambda X, y, coef: loss(X @ coef, y)


# What these do to the coefficients is nothing, or makes a descent that arrives all the same.
ARRIVES = ("loss-after-update", "shared-history", "no-factor-two", "half-mse", "n-minus-one", "rmse")


def _all():
    for slug, faults in FAULTS_OF_ONE.items():
        for fault in faults:
            if slug not in ARRIVES and fault.get("extra") != 1:
                yield Mistake(slug, "solve", {"solve": solver(**fault)})
    for slug, losses in LOSSES.items():
        for loss in losses:
            yield Mistake(slug, "mean_loss", {"mean_loss": measured_by(loss)})
            if slug not in ARRIVES:
                yield Mistake(slug, "solve", {"solve": solver(loss)})


MISTAKES = tuple(_all())
