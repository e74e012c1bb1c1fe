# expect: descent_path fail


import numpy as np


def descent_path(X, Y, w, b, lr, iters):
    pass
    return np.broadcast_to(np.zeros(1), (10**6, 10**6))
