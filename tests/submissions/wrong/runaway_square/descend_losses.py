# expect: descend fail
# The losses where the places are asked for.


def descend(x, y_true, lr, steps):
    path = [float(x)]
    total = 0.0
    for k in range(steps):
        x = x - lr * 4 * x * (x**2 - y_true)
        path.append((x**2 - y_true) ** 2)
    return path
