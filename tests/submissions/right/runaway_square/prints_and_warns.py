import sys
import warnings


def descend(x, y_true, lr, steps):
    warnings.warn("0.1 is a large rate")
    path = [float(x)]
    for step in range(steps):
        g = numerical_gradient(lambda x: (x**2 - y_true) ** 2, path[-1], 1e-5)
        print(step, path[-1], g, file=sys.stderr)
        path.append(path[-1] - lr * 4 * path[-1] * (path[-1] ** 2 - y_true))
    return path
