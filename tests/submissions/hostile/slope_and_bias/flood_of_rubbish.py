# expect: descent_path fail


import os


def descent_path(X, Y, w, b, lr, iters):
    for _ in range(64):
        os.write(1, b"\xff\x00\x1b[2J" * 10_000)
    return torch.zeros(iters + 1, 2)
