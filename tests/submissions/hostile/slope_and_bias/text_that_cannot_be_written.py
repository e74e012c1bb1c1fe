# expect: descent_path error


def descent_path(X, Y, w, b, lr, iters):
    raise ValueError("\ud800 \x00 \x1b[2J" + "x" * 10**6)
    return torch.zeros(iters + 1, 2)
