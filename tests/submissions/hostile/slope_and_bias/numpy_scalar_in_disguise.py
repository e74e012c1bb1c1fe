# expect: train_model fail


import numpy as np


class float64(np.float64):
    def __array__(self, *a, **k):
        return np.zeros(())


float64.__module__ = "numpy"


def train_model(X, Y, w, b, lr, iters):
    return w, b, [float64(0.0)] * iters
