"""What goes wrong in univariate, and keeps coming back in class. The judge's side only."""

from collections.abc import Iterator

import torch
from torch import Tensor

from autograder.labs.answers.faulty import (
    FAULTS,
    LOSSES_OF_BOTH_SHAPES,
    Forms,
    Mistake,
    fitter,
    forms,
    mse,
    slopes,
    wrong_fits,
)
from autograder.labs.answers.inputs import columns

# Half the gradient is that of half the loss, too: where only gradients are seen, one name must do.
LOSSES_OF_GRADIENTS = {slug: losses for slug, losses in LOSSES_OF_BOTH_SHAPES.items() if slug != "half-mse"}


def published_targets(y_: Tensor, y: Tensor) -> Tensor:
    """The loss against the published targets, whatever it is given."""
    (targets,) = columns("univariate", "y")
    return mse(y_, torch.tensor(targets, device=y_.device))


def slope_of_w_twice(x: Tensor, y: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    gw, _ = slopes()(x, y, w, b)
    return gw, gw


def polynomial(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return b + sum(w[k] * x ** (k + 1) for k in range(len(w)))


POLYNOMIALS: Forms = {
    "no-bias": [lambda x, w, b: polynomial(x, w, 0 * b)],
    "bias-sign": [lambda x, w, b: polynomial(x, w, -b)],
    "bias-inside": [lambda x, w, b: polynomial(x + b, w, 0 * b)],
}
# Where w and b differ in shape, b cannot move by w's gradient.
FAULTS_OF_POLYNOMIAL = {slug: faults for slug, faults in FAULTS.items() if slug != "wrong-gradient-for-b"}


def mistakes() -> Iterator[Mistake]:
    for slug, loss in forms(LOSSES_OF_BOTH_SHAPES):
        yield Mistake(slug, "get_loss", loss)
    yield Mistake("ignores-target", "get_loss", published_targets)
    for function in ("analytic_gradients", "autograd_gradients"):
        for slug, arguments in wrong_fits({}, LOSSES_OF_GRADIENTS):
            yield Mistake(slug, function, slopes(**arguments))
        yield Mistake("no-factor-two", function, slopes(factor=0.5))
        yield Mistake("ascent", function, slopes(factor=-1.0))
        yield Mistake("wrong-gradient-for-b", function, slope_of_w_twice)
    for slug, arguments in wrong_fits():
        yield Mistake(slug, "fit_line", fitter(**arguments))
    for slug, arguments in wrong_fits(FAULTS_OF_POLYNOMIAL, models=POLYNOMIALS):
        yield Mistake(slug, "fit_polynomial", fitter(**{"predict": polynomial, **arguments}))
