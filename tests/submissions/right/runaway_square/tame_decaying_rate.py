def tame(x, y_true, steps=100):
    path = [x]
    for k in range(steps):
        lr = 0.005 * 0.99**k
        path.append(path[-1] - lr * 4 * path[-1] * (path[-1] ** 2 - y_true))
    return path
