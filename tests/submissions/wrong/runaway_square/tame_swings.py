# expect: tame fail
# Good for 9, too large for 16.


def tame(x, y_true, steps=100):
    path = [x]
    for k in range(steps):
        x = x - 0.02 * 4 * x * (x**2 - y_true)
        path.append(x)
    return path
