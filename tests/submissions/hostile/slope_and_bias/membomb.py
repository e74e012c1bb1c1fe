# Take all the memory there is.
# needs: level A
# expect: forward memory
# expect: criterion memory
# expect: error_surface memory

import numpy as np


def forward(x, w, b):
    hoard = []
    while True:
        hoard.append(np.zeros(1 << 24))


def criterion(yhat, y):
    return torch.ones(1 << 32).mean()


def error_surface(X, Y, w_range, b_range, n_samples):
    return np.ones((1 << 16, 1 << 16))
