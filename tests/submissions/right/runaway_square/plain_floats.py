def descend(x, y_true, lr, steps):
    xs = [x]
    for _ in range(steps):
        x = x - lr * 4 * x * (x * x - y_true)
        xs.append(x)
    return xs


def tame(x, y_true, steps=100):
    return descend(x, y_true, 1 / 200, steps)
