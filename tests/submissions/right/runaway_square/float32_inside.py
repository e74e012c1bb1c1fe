import numpy as np


def numerical_gradient(f, x, h=1e-3):
    return np.float32((f(x + h) - f(x - h)) / (2 * h))


def descend(x, y_true, lr, steps):
    x, y_true, lr = np.float32(x), np.float32(y_true), np.float32(lr)
    path = [x]
    for _ in range(steps):
        path.append(path[-1] - lr * np.float32(4) * path[-1] * (path[-1] ** 2 - y_true))
    return np.array(path, dtype=np.float32)


def largest_stable_rate(y_true):
    return np.float32(1) / (np.float32(4) * np.float32(y_true))
