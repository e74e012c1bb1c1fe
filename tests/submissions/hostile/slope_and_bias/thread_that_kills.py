# expect: descent_path fail


import os
import threading


def descent_path(X, Y, w, b, lr, iters):
    threading.Timer(2.0, os._exit, (0,)).start()
    return torch.zeros(iters + 1, 2)
