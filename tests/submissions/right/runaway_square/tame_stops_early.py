# Stops when it is there and repeats the last place.
def tame(x, y_true, steps=100):
    path = [x]
    for _ in range(steps):
        if abs(path[-1] ** 2 - y_true) < 1e-3:
            break
        path.append(path[-1] - 0.005 * 4 * path[-1] * (path[-1] ** 2 - y_true))
    return path + [path[-1]] * (steps + 1 - len(path))
