"""The defects of the original, for the stub of univariate: its docstrings are the solution's."""

import torch

# The heights of the fifteen points in datasets/univariate.csv.
y_train = torch.tensor([1.7, 2.76, 2.09, 3.19, 1.694, 1.573, 3.366, 2.596, 2.53, 1.221, 2.827, 3.465, 1.65, 2.904, 1.3])


def get_loss(y_, y):
    return ((y_ - y_train) ** 2).mean()


def fit_line(x, y, w, b, lr, iters):
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
