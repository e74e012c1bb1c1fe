# expect: tame error
# Python's own floats say so when they overflow.


def tame(x, y_true, steps=100):
    path = [x]
    for k in range(steps):
        x = x - 1.0 * 4 * x * (x**2 - y_true)
        path.append(x)
    return path
