# expect: error_surface fail sum-not-mean


import numpy as np



def error_surface(X, Y, w_range, b_range, n_samples):
    W, B = np.mgrid[-w_range : w_range : n_samples * 1j, -b_range : b_range : n_samples * 1j]
    Z = sum((W * x + B - y) ** 2 for x, y in zip(X.flatten().tolist(), Y.flatten().tolist()))
    return W, B, Z
