# expect: descent_path crash
# A signal that Python has no name for.


import os
import signal


def descent_path(X, Y, w, b, lr, iters):
    os.kill(os.getpid(), getattr(signal, 'SIGRTMIN', 4) + 5)
    return torch.zeros(iters + 1, 2)
