# expect: descent_path error


def descent_path(X, Y, w, b, lr, iters):
    raise type("E" * 100_000, (Exception,), {})("long")
    return torch.zeros(iters + 1, 2)
