# expect: tame fail


def tame(x, y_true, steps=100):
    path = [x]
    for k in range(steps):
        x = float('inf')
        path.append(x)
    return path
