# expect: tame fail
# Heron's way: from x = 1 with y_true = 16 the first move jumps uphill, then it converges.


def tame(x, y_true, steps=100):
    path = [x]
    for _ in range(steps):
        path.append((path[-1] + y_true / path[-1]) / 2)
    return path
