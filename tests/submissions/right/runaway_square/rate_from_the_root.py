import math


def largest_stable_rate(y_true):
    root = math.sqrt(y_true)
    return 1 / (4 * root**2)


def numerical_gradient(f, x, h=1e-3):
    return f(x + h) / (2 * h) - f(x - h) / (2 * h)
