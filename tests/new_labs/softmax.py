"""Softmax regression: one of several classes."""

import torch
from torch.nn import functional as F


def softmax(logits):
    """Turn a row of logits into probabilities, for each row of the (n, k) table."""
    e = torch.exp(logits - logits.max(dim=1, keepdim=True).values)
    return e / e.sum(dim=1, keepdim=True)


def loss(logits, y):
    """Mean cross-entropy of logits (n, k) with the class numbers y (n,)."""
    return F.cross_entropy(logits, y)


def gradient(X, y, W):
    """Gradient of the loss by the weights W (d, k), for the table X (n, d) and class numbers y (n,)."""
    probs = softmax(X @ W)
    probs[torch.arange(len(y)), y] -= 1
    return X.T @ probs / len(y)


def train(X, y, n_classes, lr=0.1, epochs=20):
    """Gradient descent from zeros: return the weights (d, n_classes) and the list of losses."""
    W = torch.zeros(X.shape[1], n_classes, dtype=X.dtype)
    losses = []
    for _ in range(epochs):
        losses.append(loss(X @ W, y).item())
        W = W - lr * gradient(X, y, W)
    return W, losses


def accuracy(logits, y):
    """Share of rows of which the largest logit is that of their class, a float."""
    return (logits.argmax(dim=1) == y).float().mean().item()
