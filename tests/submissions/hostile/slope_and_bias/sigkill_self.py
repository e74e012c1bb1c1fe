# expect: descent_path crash


import os
import signal


def descent_path(X, Y, w, b, lr, iters):
    os.kill(os.getpid(), signal.SIGKILL)
    return torch.zeros(iters + 1, 2)
