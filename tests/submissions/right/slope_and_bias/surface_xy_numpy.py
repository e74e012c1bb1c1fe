import numpy as np


def error_surface(X, Y, w_range, b_range, n_samples):
    x, y = X.numpy().ravel(), Y.numpy().ravel()
    W, B = np.meshgrid(np.linspace(-w_range, w_range, n_samples), np.linspace(-b_range, b_range, n_samples))
    Z = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        Z[i] = np.mean((W[i] * x + B[i] - y) ** 2)
    return W, B, Z
