from torch.func import grad


def descend(x, y_true, lr, steps):
    slope = grad(lambda x: (x**2 - y_true) ** 2)
    path = (torch.tensor(x),)
    while len(path) <= steps:
        path += (path[-1] - lr * slope(path[-1]),)
    return path
