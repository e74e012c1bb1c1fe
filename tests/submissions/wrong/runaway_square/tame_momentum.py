# expect: tame fail
# Adds momentum, which carries the walk past the bottom and up the other side before it settles.


def tame(x, y_true, steps=100):
    lr = 0.01
    v = 0.0
    path = [float(x)]
    for _ in range(steps):
        slope = 4 * path[-1] * (path[-1] ** 2 - y_true)
        v = 0.9 * v - lr * slope
        path.append(path[-1] + v)
    return path
