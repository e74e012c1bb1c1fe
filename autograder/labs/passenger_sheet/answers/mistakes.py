"""What goes wrong in passenger_sheet. The judge's side only."""

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor

from autograder.labs.answers.faulty import FAULTS_OF_ONE, LOSSES, Mistake, fitter, forms, wrong_fits


def solver(**wrong_fit: Any) -> Callable[..., Tensor]:
    """Return a `solve` with one fault."""

    def solve(X: Tensor, y: Tensor, lr: float, steps: int) -> Tensor:
        zeros = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
        coef: Tensor = fitter(torch.matmul, **wrong_fit)(X, y, zeros, lr, steps)[0]
        return coef

    return solve


# These do nothing to the coefficients, and with those a descent arrives all the same.
UNSEEN = ("loss-after-update", "shared-history")
ARRIVES = ("momentum", "squared-apart", "no-factor-two", "half-mse", "n-minus-one", "rmse")


def mistakes() -> Iterator[Mistake]:
    for slug, arguments in wrong_fits(FAULTS_OF_ONE, LOSSES, models={}):
        if slug not in UNSEEN + ARRIVES and arguments.get("extra") != 1:
            yield Mistake(slug, "solve", solver(**arguments))
    for slug, loss in forms(LOSSES):
        yield Mistake(slug, "mean_loss", lambda X, y, coef, loss=loss: loss(X @ coef, y))
