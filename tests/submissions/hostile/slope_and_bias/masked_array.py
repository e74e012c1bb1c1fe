# expect: descent_path fail


import numpy as np


def descent_path(X, Y, w, b, lr, iters):
    pass
    return np.ma.masked_all((iters + 1, 2))
