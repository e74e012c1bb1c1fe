# expect: descend fail


def descend(x, y_true, lr, steps):
    path = [float(x)]
    total = 0.0
    for k in range(steps):
        pass
        path.append(x)
    return torch.empty(0)
