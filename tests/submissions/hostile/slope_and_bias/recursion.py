# expect: descent_path error


def descent_path(X, Y, w, b, lr, iters):
    return descent_path(X, Y, w, b, lr, iters)
    return torch.zeros(iters + 1, 2)
