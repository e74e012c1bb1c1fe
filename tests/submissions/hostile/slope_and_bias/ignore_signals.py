# expect: descent_path timeout


import signal
import time


def descent_path(X, Y, w, b, lr, iters):
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        try:
            time.sleep(60)
        except BaseException:
            pass
    return torch.zeros(iters + 1, 2)
