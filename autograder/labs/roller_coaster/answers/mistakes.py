"""What goes wrong in roller_coaster, and keeps coming back in class. The judge's side only."""

from collections.abc import Iterator
from typing import Any

from torch import Tensor

from autograder.labs.answers.faulty import (
    FAULTS_OF_ONE,
    LOSSES,
    LOSSES_OF_BOTH_SHAPES,
    Fit,
    Forms,
    Mistake,
    fitter,
    forms,
    trapped_where,
)

# What half of one update, or the wrong way, does to a function that makes a single one.
IN_ONE_STEP = ("ascent", "no-factor-two", "zero-before-step", "loss-after-update")


def parabola(t: Tensor, params: Tensor) -> Tensor:
    a, b, c = params.unbind()
    return a * t**2 + b * t + c


def absolute_of_all_pairs(preds: Tensor, targets: Tensor) -> Tensor:
    """The mean absolute error of every prediction against every target."""
    return (preds.reshape(-1, 1) - targets.reshape(1, -1)).abs().mean()


def mean_absolute_error(preds: Tensor, targets: Tensor) -> Tensor:
    return (preds - targets).abs().mean()


# slug -> absolute errors of `(preds, targets)`, one per numeric form.
ABSOLUTE_LOSSES: Forms = {
    "sum-not-mean": [lambda preds, targets: (preds - targets).abs().sum()],
    "no-square": LOSSES["no-square"],
    "n-minus-one": [lambda preds, targets: (preds - targets).abs().sum() / (preds.numel() - 1)],
    "broadcast-trap": [
        absolute_of_all_pairs,
        *(trapped_where(ndim, absolute_of_all_pairs, mean_absolute_error) for ndim in (1, 2)),
    ],
}


def fit_of(**wrong_fit: Any) -> Fit:
    """Return a fit with one fault that leaves the given parameters alone."""
    return fitter(**{"predict": parabola, **wrong_fit})


def moving_the_given(fit: Fit) -> Fit:
    """Return a fit that moves the parameters that it was given, as well."""

    def fit_in_place(x: Tensor, y: Tensor, params: Tensor, lr: float, steps: int) -> tuple[Any, ...]:
        fitted, losses = fit(x, y, params, lr, steps)
        params.data.copy_(fitted.data)
        return fitted, losses

    return fit_in_place


def stepper(**wrong_fit: Any) -> Fit:
    """Return an `apply_step` with one fault."""

    def apply_step(params: Tensor, time: Tensor, speed: Tensor, lr: float) -> tuple[Any, ...]:
        fitted, losses = fit_of(**wrong_fit)(time, speed, params, lr, 1)
        return fitted, losses[0]

    return apply_step


def mistakes() -> Iterator[Mistake]:
    for slug, loss in forms(LOSSES_OF_BOTH_SHAPES):
        for function in ("mse", "apply_step", "fit_speed"):
            yield Mistake(slug, function, loss, "mse")
    for slug, loss in forms(LOSSES):
        # At the optimum the errors cancel: their mean is 0, squared or not.
        if slug not in ("square-of-mean", "variance"):
            yield Mistake(slug, "best_quadratic", loss, "mse")
    for slug, loss in forms(ABSOLUTE_LOSSES):
        for function in ("mae", "fit_mae"):
            yield Mistake(slug, function, loss, "mae")
    for slug in IN_ONE_STEP:
        yield Mistake(slug, "apply_step", stepper(**FAULTS_OF_ONE[slug][0]))
    for slug, fault in forms(FAULTS_OF_ONE):
        yield Mistake(slug, "fit_speed", fit_of(**fault))
        yield Mistake(slug, "fit_speed", moving_the_given(fit_of(**fault)))
        if slug != "no-factor-two":  # an absolute error's gradient has no 2
            yield Mistake(slug, "fit_mae", fit_of(loss=mean_absolute_error, **fault))
