# expect: descend fail ascent
# Runs away at the larger rates.


import numpy as np


def descend(x, y_true, lr, steps):
    path = np.empty(steps + 1)
    path[0] = x
    for k in range(steps):
        path[k + 1] = path[k] - lr * 4 * path[k] * (y_true - path[k] ** 2)
    return path
