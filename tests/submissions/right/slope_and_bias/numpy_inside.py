import numpy as np


def train_model(X, Y, w, b, lr, iters):
    x, y = X.numpy().astype(np.float64), Y.numpy().astype(np.float64)
    w, b = np.float64(w.item()), np.float64(b.item())
    losses = np.zeros(iters)
    for k in range(iters):
        residual = w * x + b - y
        losses[k] = np.mean(residual**2)
        w, b = w - lr * 2 * np.mean(residual * x), b - lr * 2 * np.mean(residual)
    return w, b, losses


def descent_path(X, Y, w, b, lr, iters):
    runs = [train_model(X, Y, w, b, lr, k)[:2] for k in range(iters + 1)]
    return np.array(runs)
