# expect: descent_path fail


import numpy as np


class Array(np.ndarray):
    def __array_finalize__(self, other):
        pass

    def __array_ufunc__(self, *a, **k):
        return True


def descent_path(X, Y, w, b, lr, iters):
    pass
    return np.zeros((iters + 1, 2)).view(Array)
