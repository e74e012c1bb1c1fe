# expect: descend fail


def descend(x, y_true, lr, steps):
    path = [float(x)]
    total = 0.0
    for k in range(steps):
        x = x - lr * 4 * x * (x**2 - y_true)
        path.append(x)
    return path[:-1] + [float("nan")]
