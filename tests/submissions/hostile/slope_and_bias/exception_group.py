# expect: descent_path error


def descent_path(X, Y, w, b, lr, iters):
    raise BaseExceptionGroup("several", [ValueError(1), SystemExit(0)])
    return torch.zeros(iters + 1, 2)
