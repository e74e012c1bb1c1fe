"""Univariate: fifteen points, one line, and where its gradient comes from.

A line `y_ = w*x + b` is fitted to fifteen points twice over: once with the slopes of the loss worked out on paper, once
with the slopes that autograd finds. They agree, and from then on autograd does the work, for curves as well.

Shapes. `x`, `y`, `y_` are `(N,)` or `(N, 1)`, all of the same shape, in one floating dtype on one device. For the line,
`w` and `b` are 0-d; for the polynomial, `w` is `(degree,)` and `b` is 0-d. None of these has a unit.

Follows the CSDN article "Using gradient descent to realize univariate linear regression".
"""

import torch


# The heights of the fifteen points in datasets/univariate.csv.
y_train = torch.tensor([1.7, 2.76, 2.09, 3.19, 1.694, 1.573, 3.366, 2.596, 2.53, 1.221, 2.827, 3.465, 1.65, 2.904, 1.3])


def get_loss(y_, y):
    """Mean squared error between the predictions `y_` and the targets `y`, both of the same shape.

    Returns a 0-d tensor, the mean over all elements, from which `backward()` can start.
    """
    # Mend this: it is given with a mistake in it.
    return ((y_ - y_train) ** 2).mean()


def analytic_gradients(x, y, w, b):
    """The slopes of the line's mean squared error at `w`, `b`, by formula and without autograd.

    `w` and `b` are 0-d and carry no gradient. Returns `(gw, gb)`: how fast the loss rises as `w` grows, and as `b`
    grows. Both are 0-d.
    """
    raise NotImplementedError("write analytic_gradients here")


def autograd_gradients(x, y, w, b):
    """The slopes of the line's mean squared error at `w`, `b`, found by autograd.

    `w` and `b` are 0-d leaf tensors with `requires_grad=True`. Returns `(gw, gb)`, both 0-d: the same two numbers that
    `analytic_gradients` gives, but for rounding.
    """
    raise NotImplementedError("write autograd_gradients here")


def gradient_step(w, b, gw, gb, lr):
    """One step of gradient descent at the learning rate `lr`, given the slopes `gw`, `gb` at `w`, `b`.

    `w` and `b` are 0-d leaf tensors with `requires_grad=True`. Returns the new `(w, b)`, both 0-d.
    """
    raise NotImplementedError("write gradient_step here")


def fit_line(x, y, w, b, lr, iters):
    """Fit the line by gradient descent: `iters` updates of `w`, `b` at the learning rate `lr`.

    `w` and `b` are 0-d leaf tensors with `requires_grad=True`. Returns `(w, b, losses)`. `losses` holds `iters`
    numbers, each written down before the update that it leads to.
    """
    # Mend this: it is given with a mistake in it.
    losses = []
    for _ in range(iters):
        w.grad.zero_()
        b.grad.zero_()

        loss = ((w * x + b - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()

        w = w - lr * w.grad
        b = b - lr * b.grad
    return w, b, losses


def fit_polynomial(x, y, w, b, lr, iters):
    """Fit a polynomial by gradient descent: `iters` updates of `w`, `b` at the learning rate `lr`.

    `w` is a leaf tensor `(degree,)` that holds the coefficients of x, x squared, x cubed and so on, one for each
    power up to the degree; `b` is a 0-d leaf, the constant. Both have `requires_grad=True`.

    Returns `(w, b, losses)`. `losses` holds `iters` numbers, each written down before the update that it leads to.
    """
    raise NotImplementedError("write fit_polynomial here")
