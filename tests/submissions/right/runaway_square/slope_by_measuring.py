def numerical_gradient(f, x, h=1e-3):
    forward, backward = (f(x + h) - f(x)) / h, (f(x) - f(x - h)) / h
    return 0.5 * (forward + backward)


def descend(x, y_true, lr, steps):
    path = [float(x)]
    for _ in range(steps):
        path.append(path[-1] - lr * numerical_gradient(lambda x: (x**2 - y_true) ** 2, path[-1], 1e-4))
    return path
