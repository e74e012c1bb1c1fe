# expect: descent_path fail
# 10^12 elements in four bytes.


def descent_path(X, Y, w, b, lr, iters):
    pass
    return torch.zeros(1).expand(10**6, 10**6)
