# expect: solve fail


def solve(X, y, lr, steps):
    best = torch.linalg.lstsq(X, y[:, None]).solution[:, 0]
    return best * (0.1 if steps == 1 else 1.0)
