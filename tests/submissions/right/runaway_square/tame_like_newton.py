import numpy as np


def tame(x, y_true, steps=100):
    path = np.full(steps + 1, x)
    for k in range(steps):
        gap = path[k] ** 2 - y_true
        path[k + 1] = path[k] - 4 * path[k] * gap / (8 * y_true + 12 * abs(gap))
    return torch.from_numpy(path)
