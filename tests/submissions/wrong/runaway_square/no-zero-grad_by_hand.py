# expect: descend fail no-zero-grad


def descend(x, y_true, lr, steps):
    path = [float(x)]
    total = 0.0
    for k in range(steps):
        total += 4 * x * (x**2 - y_true); x = x - lr * total
        path.append(x)
    return path
