"""What goes wrong in univariate, and keeps coming back in class. The judge's side only."""

import torch

from autograder.labs.answers.datasets import columns
from autograder.labs.answers.faulty import FAULTS, LINES, LOSSES, descend, line, mean_squared_error
from autograder.labs.answers.mistake import Mistake


def published_targets(y_, y):
    """The loss against the published targets, whatever it is given."""
    (targets,) = columns("univariate", "y")
    return mean_squared_error(y_, torch.tensor(targets, device=y_.device))


def no_targets(y_, y):
    """The loss against 0."""
    return mean_squared_error(y_, torch.zeros_like(y_))


def slopes(predict=line, loss=mean_squared_error, factor=1.0):
    """Return a function that finds the gradients of another line, of another loss, or times a factor."""

    def gradients(x, y, w, b):
        w, b = (parameter.detach().clone().requires_grad_() for parameter in (w, b))
        gw, gb = torch.autograd.grad(loss(predict(x, w, b), y), (w, b))
        return factor * gw, factor * gb

    return gradients


def slope_of_w_twice(x, y, w, b):
    gw, _ = slopes()(x, y, w, b)
    return gw, gw


def step(change_w, change_b):
    """Return a `gradient_step` that takes other changes away; each is a function of `(gw, gb, lr)`."""
    return lambda w, b, gw, gb, lr: (w.detach() - change_w(gw, gb, lr), b.detach() - change_b(gw, gb, lr))


STEPS = {
    "ascent": step(lambda gw, gb, lr: -lr * gw, lambda gw, gb, lr: -lr * gb),
    "wrong-gradient-for-b": step(lambda gw, gb, lr: lr * gw, lambda gw, gb, lr: lr * gw),
    "bias-not-trained": step(lambda gw, gb, lr: lr * gw, lambda gw, gb, lr: 0.0),
}


def fitter(predict=line, loss=mean_squared_error, **fault):
    """Return a fit of `predict` with one fault."""

    def fit(x, y, w, b, lr, iters):
        parameters, losses = descend(lambda w, b: loss(predict(x, w, b), y), (w, b), lr, iters, **fault)
        return (*parameters, losses)

    return fit


def polynomial(x, w, b):
    return b + sum(w[k] * x ** (k + 1) for k in range(len(w)))


POLYNOMIALS = {
    "no-bias": lambda x, w, b: polynomial(x, w, 0 * b),
    "bias-sign": lambda x, w, b: polynomial(x, w, -b),
    "bias-inside": lambda x, w, b: polynomial(x + b, w, 0 * b),
}
# Where w and b differ in shape, b cannot move by w's gradient.
FAULTS_OF_POLYNOMIAL = {slug: faults for slug, faults in FAULTS.items() if slug != "wrong-gradient-for-b"}


def _in_gradients(slug, replacement):
    for function in ("analytic_gradients", "autograd_gradients"):
        yield Mistake(slug, function, {function: replacement})


def _in_fit(function, predict, faults, predictions):
    for slug, forms in faults.items():
        for fault in forms:
            yield Mistake(slug, function, {function: fitter(predict, **fault)})
    for slug, losses in LOSSES.items():
        for loss in losses:
            yield Mistake(slug, function, {function: fitter(predict, loss)})
    for slug, prediction in predictions.items():
        yield Mistake(slug, function, {function: fitter(prediction)})


def _all():
    for slug, losses in LOSSES.items():
        for loss in losses:
            yield Mistake(slug, "get_loss", {"get_loss": loss})
            # Half the gradient is that of half the loss, too: where only gradients are seen, one name must do.
            if slug != "half-mse":
                yield from _in_gradients(slug, slopes(loss=loss))
    yield Mistake("ignores-target", "get_loss", {"get_loss": published_targets})
    yield Mistake("ignores-target", "get_loss", {"get_loss": no_targets})
    yield from _in_gradients("no-factor-two", slopes(factor=0.5))
    yield from _in_gradients("ascent", slopes(factor=-1.0))
    yield from _in_gradients("wrong-gradient-for-b", slope_of_w_twice)
    for slug, predict in LINES.items():
        yield from _in_gradients(slug, slopes(predict))
    for slug, replacement in STEPS.items():
        yield Mistake(slug, "gradient_step", {"gradient_step": replacement})
    yield from _in_fit("fit_line", line, FAULTS, LINES)
    yield from _in_fit("fit_polynomial", polynomial, FAULTS_OF_POLYNOMIAL, POLYNOMIALS)


MISTAKES = tuple(_all())
