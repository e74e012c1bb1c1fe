def tame(x, y_true, steps=100):
    path = [x]
    for _ in range(steps):
        move = 0.007 * 4 * path[-1] * (path[-1] ** 2 - y_true)
        path.append(path[-1] - max(-0.1, min(0.1, move)))
    return path
