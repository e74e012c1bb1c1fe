# expect: descent_path fail


import builtins


def descent_path(X, Y, w, b, lr, iters):
    builtins.all = lambda values: True
    builtins.any = lambda values: False
    builtins.abs = lambda value: 0.0
    return torch.zeros(iters + 1, 2)
