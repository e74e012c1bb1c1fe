"""What goes wrong in crop_yields. The judge's side only."""

import torch

from autograder.labs.answers.faulty import FAULTS, LOSSES, ROWS_NOT_ELEMENTS, descend, mean_squared_error
from autograder.labs.answers.mistake import Mistake

TABLE_LOSSES = LOSSES | ROWS_NOT_ELEMENTS
# b has another shape than w: its gradient cannot be taken for w's.
TABLE_FAULTS = {slug: faults for slug, faults in FAULTS.items() if slug != "wrong-gradient-for-b"}


def plane(x, w, b):
    """The right model, for mistakes that lie elsewhere."""
    return x @ w.T + b


# slug -> models of `(x, w, b)`.
PLANES = {"no-bias": lambda x, w, b: x @ w.T + 0 * b, "bias-sign": lambda x, w, b: x @ w.T - b}


def slopes(predict=plane, loss=mean_squared_error, factor=1):
    """Return a `gradients` of another model or another loss, or of another size."""

    def gradients(inputs, targets, w, b):
        w, b = (parameter.detach().clone().requires_grad_() for parameter in (w, b))
        gw, gb = torch.autograd.grad(loss(predict(inputs, w, b), targets), (w, b))
        return factor * gw, factor * gb

    return gradients


def slopes_by_formula(predict):
    """Return a `gradients` that knows the right formula, and puts the predictions of another model into it."""

    def gradients(inputs, targets, w, b):
        error = 2 * (predict(inputs, w, b) - targets) / targets.numel()
        return error.T @ inputs, error.sum(dim=0)

    return gradients


def trainer(predict=plane, loss=mean_squared_error, **fault):
    """Return a `train` with one fault."""

    def train(inputs, targets, w, b, lr, epochs):
        parameters, losses = descend(lambda w, b: loss(predict(inputs, w, b), targets), (w, b), lr, epochs, **fault)
        return (*parameters, losses)

    return train


def two_losses(predict=plane, loss=mean_squared_error, **fault):
    """Return a `loss_before_and_after` with one fault: the first two losses of a descent with that fault."""

    def loss_before_and_after(inputs, targets, w, b, lr):
        return trainer(predict, loss, **fault)(inputs, targets, w, b, lr, 2)[-1]

    return loss_before_and_after


# What tells these from each other, or from right work, happens after the second loss.
AFTER_TWO_LOSSES = ("no-zero-grad", "zero-grad-one", "off-by-one", "restart-each-step", "zero-before-step")


def _all():
    for slug, faults in TABLE_FAULTS.items():
        for fault in faults:
            yield Mistake(slug, "train", {"train": trainer(**fault)})
            if slug not in AFTER_TWO_LOSSES:
                yield Mistake(slug, "loss_before_and_after", {"loss_before_and_after": two_losses(**fault)})
    for slug, losses in TABLE_LOSSES.items():
        for loss in losses:
            yield Mistake(slug, "mse", {"mse": loss})
            if slug != "half-mse":  # without a loss to look at, this is `no-factor-two`
                yield Mistake(slug, "gradients", {"gradients": slopes(loss=loss)})
            yield Mistake(slug, "train", {"train": trainer(loss=loss)})
            yield Mistake(slug, "loss_before_and_after", {"loss_before_and_after": two_losses(loss=loss)})
    for slug, predict in PLANES.items():
        yield Mistake(slug, "model", {"model": predict})
        yield Mistake(slug, "gradients", {"gradients": slopes(predict)})
        yield Mistake(slug, "gradients", {"gradients": slopes_by_formula(predict)})
        yield Mistake(slug, "train", {"train": trainer(predict)})
        yield Mistake(slug, "loss_before_and_after", {"loss_before_and_after": two_losses(predict)})
    yield Mistake("no-factor-two", "gradients", {"gradients": slopes(factor=0.5)})
    yield Mistake("ascent", "gradients", {"gradients": slopes(factor=-1)})


MISTAKES = tuple(_all())
