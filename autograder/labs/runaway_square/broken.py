"""The defects of the original, for the stub of runaway_square: its docstrings are the solution's."""

import torch


def descend(x, y_true, lr, steps):
    x = torch.tensor(float(x), requires_grad=True)
    path = [x.item()]
    for _ in range(steps):
        loss = (x**2 - y_true) ** 2
        loss.backward()
        with torch.no_grad():
            x -= lr * x.grad
        path.append(x.item())
    return path


def tame(x, y_true, steps=100):
    lr = 0.1
    path = [float(x)]
    for _ in range(steps):
        slope = 4 * path[-1] * (path[-1] ** 2 - y_true)
        path.append(path[-1] - lr * slope)
    return path
