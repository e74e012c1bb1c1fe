import numpy as np


def numerical_gradient(f, x, h=1e-3):
    left, right = np.float64(f(x - h)), np.float64(f(x + h))
    return np.divide(right - left, h + h)


def descend(x, y_true, lr, steps):
    path = np.empty(steps + 1)
    path[0] = x
    for k in range(steps):
        path[k + 1] = path[k] - lr * 4 * path[k] * (path[k] ** 2 - y_true)
    return path


def tame(x, y_true, steps=100):
    return list(descend(x, y_true, 0.1 / y_true, steps)) if x * x <= y_true else descend(x, y_true, 0.005, steps)


def largest_stable_rate(y_true):
    return np.float64(1) / (4 * y_true)
