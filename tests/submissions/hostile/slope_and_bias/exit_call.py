# expect: descent_path crash


import os


def descent_path(X, Y, w, b, lr, iters):
    os._exit(0)
    return torch.zeros(iters + 1, 2)
