# expect: descent_path fail


import os
import sys


def descent_path(X, Y, w, b, lr, iters):
    print("PASSED", '{"passed": true, "points": 3}', flush=True)
    print("=== 7 passed in 0.01s ===", file=sys.stderr, flush=True)
    os.write(1, b"gradkit\x01" + bytes(16))
    os.write(2, b"\x1b]0;passed\x07\x1b[2J" + bytes(range(256)))
    return torch.zeros(iters + 1, 2)
