"""Univariate: fifteen points, one line, and where its gradient comes from.

A line `y_ = w*x + b` is fitted to fifteen points twice over: once with the slopes of the loss worked out on paper, once
with the slopes that autograd finds. They agree, and from then on autograd does the work, for curves as well.

Shapes. `x`, `y`, `y_` are `(N,)` or `(N, 1)`, all of the same shape, in one floating dtype on one device. For the line,
`w` and `b` are 0-d; for the polynomial, `w` is `(degree,)` and `b` is 0-d. None of these has a unit.

Follows the CSDN article "Using gradient descent to realize univariate linear regression".
"""

import torch


def get_loss(y_, y):
    """Mean squared error between the predictions `y_` and the targets `y`, both of the same shape.

    Returns a 0-d tensor, the mean over all elements, from which `backward()` can start.
    """
    return ((y_ - y) ** 2).mean()


def analytic_gradients(x, y, w, b):
    """The slopes of the line's mean squared error at `w`, `b`, by formula and without autograd.

    `w` and `b` are 0-d and carry no gradient. Returns `(gw, gb)`: how fast the loss rises as `w` grows, and as `b`
    grows. Both are 0-d.
    """
    # One point's loss is e**2 with e = w*x + b - y. By the chain rule its slope is 2*e times the slope of e itself,
    # and e grows by x for every unit of w, but by 1 for every unit of b.
    e = w * x + b - y
    gw = (2 * e * x).mean()
    gb = (2 * e).mean()
    return gw, gb


def autograd_gradients(x, y, w, b):
    """The slopes of the line's mean squared error at `w`, `b`, found by autograd.

    `w` and `b` are 0-d leaf tensors with `requires_grad=True`. Returns `(gw, gb)`, both 0-d: the same two numbers that
    `analytic_gradients` gives, but for rounding.
    """
    # Fresh leaves: backward() adds to .grad, and nobody has added to these yet.
    w = w.detach().clone().requires_grad_()
    b = b.detach().clone().requires_grad_()

    loss = get_loss(w * x + b, y)
    loss.backward()
    return w.grad, b.grad


def gradient_step(w, b, gw, gb, lr):
    """One step of gradient descent at the learning rate `lr`, given the slopes `gw`, `gb` at `w`, `b`.

    `w` and `b` are 0-d leaf tensors with `requires_grad=True`. Returns the new `(w, b)`, both 0-d.
    """
    # The gradient points uphill, so downhill is the other way. The step is not part of the model: nothing to record.
    with torch.no_grad():
        return w - lr * gw, b - lr * gb


def fit_line(x, y, w, b, lr, iters):
    """Fit the line by gradient descent: `iters` updates of `w`, `b` at the learning rate `lr`.

    `w` and `b` are 0-d leaf tensors with `requires_grad=True`. Returns `(w, b, losses)`. `losses` holds `iters`
    numbers, each written down before the update that it leads to.
    """
    losses = []
    for _ in range(iters):
        loss = get_loss(w * x + b, y)
        losses.append(loss.item())
        loss.backward()

        # In place: w and b stay the leaves in which backward() leaves its slopes. `w = w - ...` would make a new
        # tensor under the old name, and that one collects no .grad.
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad

        # None is what .grad is before the first backward(), so every round begins like the first.
        w.grad = None
        b.grad = None
    return w, b, losses


def fit_polynomial(x, y, w, b, lr, iters):
    """Fit a polynomial by gradient descent: `iters` updates of `w`, `b` at the learning rate `lr`.

    `w` is a leaf tensor `(degree,)` that holds the coefficients of x, x squared, x cubed and so on, one for each
    power up to the degree; `b` is a 0-d leaf, the constant. Both have `requires_grad=True`.

    Returns `(w, b, losses)`. `losses` holds `iters` numbers, each written down before the update that it leads to.
    """
    losses = []
    for _ in range(iters):
        # The curve is bent in x but straight in w and b: each power of x is just one more input. Summing power by
        # power keeps the shape of x, be it (N,) or (N, 1).
        y_ = b
        for k in range(len(w)):
            y_ = y_ + w[k] * x ** (k + 1)

        loss = get_loss(y_, y)
        losses.append(loss.item())
        loss.backward()

        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses
