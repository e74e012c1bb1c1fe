# expect: descent_path timeout


def descent_path(X, Y, w, b, lr, iters):
    while True:
        pass
    return torch.zeros(iters + 1, 2)
