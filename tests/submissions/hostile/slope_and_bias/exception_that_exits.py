# expect: descent_path error
# Asked for its words, it leaves.


class Odd(Exception):
    def __str__(self):
        raise SystemExit(0)


def descent_path(X, Y, w, b, lr, iters):
    raise Odd
    return torch.zeros(iters + 1, 2)
