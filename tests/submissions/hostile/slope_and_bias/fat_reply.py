# expect: descent_path protocol
# More bytes than any honest reply has.


import os
import struct


def tell(data, end=True):
    for fd in range(3, 64):
        try:
            os.write(fd, data)
        except OSError:
            pass
    if end:
        os._exit(0)



def descent_path(X, Y, w, b, lr, iters):
    tell(b"\0" * (80 * 2**20))
    return torch.zeros(iters + 1, 2)
