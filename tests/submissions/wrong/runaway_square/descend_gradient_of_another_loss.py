# expect: descend fail
# The inner derivative is missing.


def descend(x, y_true, lr, steps):
    path = [float(x)]
    total = 0.0
    for k in range(steps):
        x = x - lr * 2 * (x**2 - y_true)
        path.append(x)
    return path
