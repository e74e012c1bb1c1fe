"""Logistic regression: the probability that a row belongs to class 1.

`X` has shape (n, d), `y` holds zeros and ones and has shape (n,), `w` has shape (d,) and `b` is 0-d.
"""

import torch


def predict(X, w, b):
    """Return the probability of class 1 for each row, of shape (n,)."""
    return torch.sigmoid(X @ w + b)


def cross_entropy(p, y):
    """Return the mean cross-entropy of probabilities `p` of shape (n,), a 0-d tensor."""
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


def accuracy(p, y):
    """Return the share of rows whose class is the likelier one, as a float. `p` are the probabilities, (n,)."""
    return ((p > 0.5) == (y > 0.5)).double().mean().item()


def train(X, y, w, b, lr, epochs):
    """Make `epochs` updates of gradient descent on the mean cross-entropy.

    Returns `(w, b, losses)`; `losses` holds the loss before each update.
    """
    w, b = w.clone().requires_grad_(), b.clone().requires_grad_()
    losses = []
    for _ in range(epochs):
        loss = cross_entropy(predict(X, w, b), y)
        losses.append(loss.item())
        gw, gb = torch.autograd.grad(loss, (w, b))
        with torch.no_grad():
            w -= lr * gw
            b -= lr * gb
    return w.detach(), b.detach(), losses
