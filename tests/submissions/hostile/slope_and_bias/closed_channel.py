# expect: descent_path crash


import os


def descent_path(X, Y, w, b, lr, iters):
    os.closerange(0, 1024)
    return torch.zeros(iters + 1, 2)
