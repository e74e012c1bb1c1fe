# expect: descend fail start-missing
# steps values, and no prefix of the right ones.


def descend(x, y_true, lr, steps):
    path = []
    total = 0.0
    for k in range(steps):
        x = x - lr * 4 * x * (x**2 - y_true)
        path.append(x)
    return path
