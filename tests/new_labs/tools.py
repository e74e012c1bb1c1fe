"""Tools of training: a loss, a descent, batches, a picture and a network, one of each kind."""

import matplotlib.pyplot as plt
import torch
from torch import nn


def mse(yhat, y):
    """Return the mean squared error of predictions `yhat` for the targets `y`, a 0-d tensor."""
    return ((yhat - y) ** 2).mean()


def fit(x, y, w, b, learning_rate, iters):
    """Fit the line `w * x + b`. `w` and `b` are leaf tensors with requires_grad=True.

    Returns `(w, b, losses)`, a loss for each update, from before it.
    """
    losses = []
    for _ in range(iters):
        loss = mse(w * x + b, y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= learning_rate * w.grad
            b -= learning_rate * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses


def deal(X, y, batch_size, generator=None):
    """Yield the rows of both, shuffled, in batches `(xb, yb)` of `batch_size` rows, the last of which may be short."""
    order = torch.randperm(len(X), generator=generator)
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


def plot_losses(losses, title="Losses"):
    """Draw the losses as a line with a label, with a legend and both axes labelled; return the Axes."""
    _, ax = plt.subplots()
    ax.plot(losses, label="loss")
    ax.set(xlabel="update", ylabel="loss", title=title)
    ax.legend()
    return ax


def make_model(n_features, n_targets, hidden=8):
    """Return a network with one hidden layer of ReLUs."""
    return nn.Sequential(nn.Linear(n_features, hidden), nn.ReLU(), nn.Linear(hidden, n_targets))


def is_likely(p):
    """Tell for each of the (n,) probabilities `p` whether it is larger than a half: a tensor of bool."""
    return p > 0.5


def squares(n):
    """Return the squares from 1 to n, a list."""
    return [number**2 for number in range(1, n + 1)]
