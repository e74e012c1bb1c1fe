"""Roller coaster: how fast does it go over the hump?

Imagine a roller coaster, timed once a second for twenty seconds. It slows down towards the top and speeds up behind it,
so the speed looks like a parabola over time, and three numbers have to be found: `params = (a, b, c)`.

Shapes and units. `time` (seconds) and `speed` (its unit is not told) are `(N,)` or `(N, 1)`, both of the same shape, as
are `t` and `x`, `y`. `params` is one `(3,)` leaf tensor with `requires_grad=True`: `a` in speed per second squared, `b`
in speed per second, `c` in speed. All share one floating dtype and one device.

Follows chapter 4 of fastbook, and for the absolute error the fast.ai notebook "How does a neural net really work?".
"""

import torch


def f(t, params):
    """The parabola with the coefficients `params = (a, b, c)`: `a` belongs to t squared, `b` to t, `c` stands alone.

    Returns a tensor of the shape and dtype of `t`.
    """
    raise NotImplementedError("write f here")


def mse(preds, targets):
    """Mean squared error between predictions and targets of the same shape.

    Returns a 0-d tensor, the mean over all elements, from which `backward()` can start.
    """
    raise NotImplementedError("write mse here")


def apply_step(params, time, speed, lr):
    """One step of gradient descent on the mean squared error, at the learning rate `lr`.

    Returns `(params, loss)`: the parameters after the step, and the loss from before it.
    """
    raise NotImplementedError("write apply_step here")


def fit_speed(time, speed, params, lr, steps):
    """Fit the parabola to the ride: `steps` updates at the learning rate `lr`, starting at `params`.

    Returns `(params, losses)`: the fitted parameters, and `steps` numbers, each loss written down before the update
    that it leads to. The given `params` stay as they were, so that another run can start from them.
    """
    # Mend this: it is given with a mistake in it.
    # A backup, to give the params their old values again when the ride is over.
    backup = params.detach()

    losses = []
    for _ in range(steps):
        a, b, c = params
        loss = ((a * time**2 + b * time + c - speed) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        params.data -= lr * params.grad

    fitted = params.detach().clone()
    params.data.copy_(backup)
    return fitted, losses


def mae(preds, targets):
    """Mean absolute error between predictions and targets of the same shape.

    Returns a 0-d tensor, the mean over all elements, from which `backward()` can start.
    """
    raise NotImplementedError("write mae here")


def fit_mae(x, y, params, lr, steps):
    """Fit the parabola by descent on the mean absolute error: `steps` updates at the learning rate `lr`.

    Returns `(params, losses)`: the fitted parameters, and `steps` numbers, each the mean absolute error before the
    update that it leads to.
    """
    raise NotImplementedError("write fit_mae here")


def best_quadratic(time, speed):
    """The parabola with the smallest mean squared error that any parabola can have on these points.

    No learning rate and no steps: the optimum of a least-squares problem can be computed outright. At least three of
    the times must differ.

    Returns `(params, loss)`: a `(3,)` tensor in the dtype and on the device of `time`, and the loss there, which is
    the floor that descent goes towards.
    """
    raise NotImplementedError("write best_quadratic here")
