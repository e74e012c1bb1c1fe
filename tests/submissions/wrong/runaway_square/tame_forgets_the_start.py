# expect: tame fail


def tame(x, y_true, steps=100):
    path = [y_true**0.5]
    for k in range(steps):
        x = x - 0.005 * 4 * x * (x**2 - y_true)
        path.append(x)
    return path
