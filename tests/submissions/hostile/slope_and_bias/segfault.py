# expect: descent_path crash


import ctypes


def descent_path(X, Y, w, b, lr, iters):
    ctypes.string_at(0)
    return torch.zeros(iters + 1, 2)
