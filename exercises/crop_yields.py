"""Crop yields: two targets, three features, one matrix of weights.

How many apples and oranges does a region bring in, given its weather? Every crop has one weight per kind of weather and
an offset of its own, and all of them are learnt together.

Shapes and units. `inputs` is `(rows, features)`: temperature in degrees Fahrenheit, rainfall in millimetres, humidity
in per cent. `targets` is `(rows, targets)`: apples and oranges in tons per hectare. `w` is `(targets, features)`, one
row of weights per crop; `b` is `(targets,)`. All share one floating dtype and one device.

Follows the Jovian tutorial "Gradient Descent and Linear Regression with PyTorch".
"""

import torch


def model(x, w, b):
    """Predict every target of every row: the row's features weighed with the target's weights, plus its offset.

    `x` is `(rows, features)`, `w` is `(targets, features)`, `b` is `(targets,)`. Returns `(rows, targets)` in the dtype
    of `x`.
    """
    raise NotImplementedError("write model here")


def mse(preds, targets):
    """Mean squared error between predictions and targets of the same shape `(rows, targets)`.

    Returns a 0-d tensor, the mean over all elements, not over rows, from which `backward()` can start.
    """
    raise NotImplementedError("write mse here")


def gradients(inputs, targets, w, b):
    """The slopes of the mean squared error at `w`, `b`.

    `w` and `b` are leaf tensors with `requires_grad=True`. Returns `(gw, gb)` in the shapes of `w` and of `b`.
    """
    raise NotImplementedError("write gradients here")


def train(inputs, targets, w, b, lr, epochs):
    """Gradient descent over all rows at once: `epochs` updates of `w`, `b` at the learning rate `lr`.

    `w` and `b` are leaf tensors with `requires_grad=True`. Returns `(w, b, losses)`. `losses` holds `epochs` numbers,
    each written down before the update that it leads to.
    """
    raise NotImplementedError("write train here")


def loss_before_and_after(inputs, targets, w, b, lr):
    """How much does a single step of gradient descent at the learning rate `lr` help?

    `w` and `b` are leaf tensors with `requires_grad=True`. Returns `(before, after)`: the mean squared error at the
    given `w`, `b`, and the one at the parameters that the step leads to.
    """
    # Mend this: it is given with a mistake in it.
    preds = model(inputs, w, b)
    before = mse(preds, targets)
    before.backward()

    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
    w.grad = None
    b.grad = None

    after = mse(preds, targets)
    return before.item(), after.item()
