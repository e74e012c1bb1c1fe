# expect: numerical_gradient fail


import numpy as np


def numerical_gradient(f, x, h=1e-3):
    return np.array(['6.0'])
