# expect: descent_path error


def descent_path(X, Y, w, b, lr, iters):
    input("rate? ")
    return torch.zeros(iters + 1, 2)
