# expect: tame fail


def tame(x, y_true, steps=100):
    path = [x]
    for k in range(steps):
        x = x - 0.005 * 4 * x * (x**2 - y_true)
        path.append(x)
    return path[1:]
