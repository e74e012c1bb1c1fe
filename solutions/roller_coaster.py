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
    a, b, c = params
    return a * t**2 + b * t + c


def mse(preds, targets):
    """Mean squared error between predictions and targets of the same shape.

    Returns a 0-d tensor, the mean over all elements, from which `backward()` can start.
    """
    return ((preds - targets) ** 2).mean()


def apply_step(params, time, speed, lr):
    """One step of gradient descent on the mean squared error, at the learning rate `lr`.

    Returns `(params, loss)`: the parameters after the step, and the loss from before it.
    """
    loss = mse(f(time, params), speed)
    loss.backward()

    with torch.no_grad():
        params -= lr * params.grad

    # backward() adds, so the next step must find nothing here to add to.
    params.grad = None
    return params, loss.item()


def fit_speed(time, speed, params, lr, steps):
    """Fit the parabola to the ride: `steps` updates at the learning rate `lr`, starting at `params`.

    Returns `(params, losses)`: the fitted parameters, and `steps` numbers, each loss written down before the update
    that it leads to. The given `params` stay as they were, so that another run can start from them.
    """
    # detach() alone would be a second name for the same memory; clone() gives these three numbers a home of their own.
    params = params.detach().clone().requires_grad_()

    losses = []
    for _ in range(steps):
        params, loss = apply_step(params, time, speed, lr)
        losses.append(loss)
    return params, losses


def mae(preds, targets):
    """Mean absolute error between predictions and targets of the same shape.

    Returns a 0-d tensor, the mean over all elements, from which `backward()` can start.
    """
    return (preds - targets).abs().mean()


def fit_mae(x, y, params, lr, steps):
    """Fit the parabola by descent on the mean absolute error: `steps` updates at the learning rate `lr`.

    Returns `(params, losses)`: the fitted parameters, and `steps` numbers, each the mean absolute error before the
    update that it leads to.
    """
    params = params.detach().clone().requires_grad_()

    losses = []
    for _ in range(steps):
        loss = mae(f(x, params), y)
        losses.append(loss.item())
        loss.backward()

        # The absolute error has the slope +1 or -1 however far off a point is: far points pull no harder than near
        # ones, and the steps do not get shorter on the way down.
        with torch.no_grad():
            params -= lr * params.grad
        params.grad = None
    return params, losses


def best_quadratic(time, speed):
    """The parabola with the smallest mean squared error that any parabola can have on these points.

    No learning rate and no steps: the optimum of a least-squares problem can be computed outright. At least three of
    the times must differ.

    Returns `(params, loss)`: a `(3,)` tensor in the dtype and on the device of `time`, and the loss there, which is
    the floor that descent goes towards.
    """
    # The speed is linear in a, b and c, so where the error is smallest three linear equations hold, and lstsq solves them.
    # It does so in a time u that is kinder to the digits, and what it finds is then written in t again.

    # At t = 19 the column of t**2 holds 361 and that of the constant 1: columns so unlike cost digits, and float32 has
    # none to spare. float64 has; it is done on the CPU, because not every accelerator knows float64.
    t = time.detach().cpu().double().flatten()
    v = speed.detach().cpu().double().flatten()

    # Centred and scaled, time runs from about -1 to 1 and the three columns become alike in size.
    middle = t.mean()
    half = (t - middle).abs().max()
    u = (t - middle) / half
    columns = torch.stack([u**2, u, torch.ones_like(u)], dim=1)
    p, q, r = torch.linalg.lstsq(columns, v.unsqueeze(1)).solution.flatten()

    # p*u**2 + q*u + r is the best parabola in u. Put u = (t - middle) / half back in and sort by powers of t.
    a = p / half**2
    b = q / half - 2 * a * middle
    c = r - q * middle / half + a * middle**2

    loss = mse(p * u**2 + q * u + r, v)
    params = torch.stack([a, b, c]).to(time.dtype).to(time.device)
    return params, loss.item()
