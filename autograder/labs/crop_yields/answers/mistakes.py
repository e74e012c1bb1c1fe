"""What goes wrong in crop_yields. The judge's side only."""

from collections.abc import Callable, Iterator
from typing import Any

from torch import Tensor

from autograder.labs.answers.faulty import FAULTS, LOSSES, Forms, Mistake, Model, fitter, forms, wrong_fits

# Predictions have rows and columns.
TABLE_LOSSES = LOSSES | {"rows-not-elements": [lambda preds, targets: ((preds - targets) ** 2).sum() / len(preds)]}
# b has another shape than w: its gradient cannot be taken for w's.
TABLE_FAULTS = {slug: faults for slug, faults in FAULTS.items() if slug != "wrong-gradient-for-b"}


def plane(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """The right model, for mistakes that lie elsewhere."""
    return x @ w.T + b


# slug -> models of `(x, w, b)`.
PLANES: Forms = {"no-bias": [lambda x, w, b: x @ w.T + 0 * b], "bias-sign": [lambda x, w, b: x @ w.T - b]}


def slopes_by_formula(predict: Model) -> Callable[..., tuple[Tensor, Tensor]]:
    """Return a `gradients` that knows the right formula, and puts the predictions of another model into it."""

    def gradients(inputs: Tensor, targets: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
        error = 2 * (predict(inputs, w, b) - targets) / targets.numel()
        return error.T @ inputs, error.sum(dim=0)

    return gradients


def two_losses(**wrong_fit: Any) -> Callable[..., list[float]]:
    """Return a `loss_before_and_after` with one fault: the first two losses of a descent with that fault."""

    def loss_before_and_after(inputs: Tensor, targets: Tensor, w: Tensor, b: Tensor, lr: float) -> list[float]:
        losses: list[float] = fitter(**wrong_fit)(inputs, targets, w, b, lr, 2)[-1]
        return losses

    return loss_before_and_after


# What tells these from each other, or from right work, happens after the second loss.
AFTER_TWO_LOSSES = ("no-zero-grad", "zero-grad-one", "off-by-one", "restart-each-step", "zero-before-step", "momentum")


def mistakes() -> Iterator[Mistake]:
    for slug, difference in wrong_fits(TABLE_FAULTS, TABLE_LOSSES, PLANES):
        arguments = {"predict": plane, **difference}
        yield Mistake(slug, "train", fitter(**arguments))
        if slug not in AFTER_TWO_LOSSES:
            yield Mistake(slug, "loss_before_and_after", two_losses(**arguments))
    for slug, loss in forms(TABLE_LOSSES):
        yield Mistake(slug, "mse", loss)
        if slug != "half-mse":  # without a loss to look at, this is `no-factor-two`
            yield Mistake(slug, "gradients", loss, "mse")
    for slug, predict in forms(PLANES):
        yield Mistake(slug, "model", predict)
        yield Mistake(slug, "gradients", predict, "model")
        yield Mistake(slug, "gradients", slopes_by_formula(predict))
