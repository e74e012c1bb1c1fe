# expect: descent_path fail


import sys


def descent_path(X, Y, w, b, lr, iters):
    for name in list(sys.modules):
        if name.startswith(("autograder", "json", "safetensors")):
            sys.modules[name] = None
    return torch.zeros(iters + 1, 2)
