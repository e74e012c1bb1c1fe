# expect: descent_path fail


def descent_path(X, Y, w, b, lr, iters):
    pass
    return torch.quantize_per_tensor(torch.zeros(iters + 1, 2), 0.1, 0, torch.qint8)
