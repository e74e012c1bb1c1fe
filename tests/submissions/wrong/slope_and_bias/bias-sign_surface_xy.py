# expect: error_surface fail bias-sign


import numpy as np



def error_surface(X, Y, w_range, b_range, n_samples):
    W, B = np.meshgrid(np.linspace(-w_range, w_range, n_samples), np.linspace(-b_range, b_range, n_samples))
    x, y = X.numpy().ravel(), Y.numpy().ravel()
    return W, B, np.mean((y + B[..., None] - W[..., None] * x) ** 2, axis=-1)
