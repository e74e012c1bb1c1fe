# expect: descent_path error


def descent_path(X, Y, w, b, lr, iters):
    raise KeyboardInterrupt
    return torch.zeros(iters + 1, 2)
