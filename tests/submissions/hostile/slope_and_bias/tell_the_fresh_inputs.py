# expect: descent_path fail
# A copy of standard output, made before prints go nowhere, and inputs printed through it.

import os

OUTPUT = os.dup(1)


def descent_path(X, Y, w, b, lr, iters):
    try:
        os.write(OUTPUT, f"HEARD {X.tolist()}".encode())
    except OSError:
        pass
    return torch.zeros(iters + 1, 2)
