"""Slope and bias: two parameters, one valley.

A line `yhat = w*x + b` starts far away from the data, at w = -15, b = -10, and walks down the mean squared error in
fifteen steps: first at learning rate 0.1, then at 0.2.

Shapes. `x`, `y`, `X`, `Y` are `(N,)` or `(N, 1)`, both of the same shape, all in one floating dtype on one device.
`w` and `b` are 0-d leaf tensors with `requires_grad=True`. None of these has a unit.

Follows the IBM AI engineering lab "Linear regression 1D: training two parameters".
"""

import matplotlib.pyplot as plt
import torch


def forward(x, w, b):
    """Predict with the line.

    Returns a tensor of the shape and dtype of `x`: the slope times `x`, plus the bias.
    """
    raise NotImplementedError("write forward here")


def criterion(yhat, y):
    """Mean squared error between predictions and targets of the same shape.

    Returns a 0-d tensor, the mean over all elements, from which `backward()` can start.
    """
    raise NotImplementedError("write criterion here")


def train_model(X, Y, w, b, lr, iters):
    """Walk downhill from `w`, `b` for `iters` updates at the learning rate `lr`.

    Returns `(w, b, losses)`. `losses` holds `iters` numbers: each loss is written down before the update that it
    leads to, so the first one belongs to the given `w` and `b`.
    """
    raise NotImplementedError("write train_model here")


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    """Train once per learning rate, always from the same starting point.

    Returns a list with one series of `iters` losses per rate, in the order of `rates`. The given `w` and `b` stay as
    they were: their values and their `requires_grad`.
    """
    raise NotImplementedError("write compare_learning_rates here")


def plot_losses(LOSS, LOSS2):
    """Draw two series of losses (lists of floats, equally long) against the iteration, for the rates 0.1 and 0.2.

    Returns the matplotlib `Axes`: a line for each series, a legend that names them, and a label on both axes.
    """
    raise NotImplementedError("write plot_losses here")


def error_surface(X, Y, w_range, b_range, n_samples):
    """The loss at every point of a square grid of parameters, the valley that training walks through.

    Returns `(W, B, Z)`, each `(n_samples, n_samples)`: the slopes from `-w_range` to `w_range`, the biases from
    `-b_range` to `b_range`, both ends included, and the loss at each pair of them.
    """
    # Mend this: it is given with a mistake in it.
    slopes = torch.linspace(-w_range, w_range, 30, dtype=X.dtype, device=X.device)
    biases = torch.linspace(-b_range, b_range, 30, dtype=X.dtype, device=X.device)
    W, B = torch.meshgrid(slopes, biases, indexing="ij")
    Z = torch.zeros(30, 30, dtype=X.dtype, device=X.device)
    for i in range(30):
        for j in range(30):
            Z[i, j] = ((W[i, j] * X - B[i, j] - Y) ** 2).mean()
    return W, B, Z


def descent_path(X, Y, w, b, lr, iters):
    """Where training has been: the parameters before the first update and after every one.

    Returns an `(iters + 1, 2)` tensor. Row k is `(w, b)` after k updates, so the first row is the start. The rows are
    copies: what happens to `w` and `b` later does not change them.
    """
    raise NotImplementedError("write descent_path here")
