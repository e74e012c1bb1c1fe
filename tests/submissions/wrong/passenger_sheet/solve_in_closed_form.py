# expect: solve fail


def solve(X, y, lr, steps):
    return torch.linalg.lstsq(X, y[:, None]).solution[:, 0]
