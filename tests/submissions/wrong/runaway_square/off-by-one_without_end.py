# expect: descend fail off-by-one


def descend(x, y_true, lr, steps):
    path = []
    total = 0.0
    for k in range(steps):
        path.append(x)
        x = x - lr * 4 * x * (x**2 - y_true)
        pass
    return path
