torch.set_default_dtype(torch.float64)


def descent_path(X, Y, w, b, lr, iters):
    path = torch.zeros(iters + 1, 2)  # float64 now, whatever X is
    path[0, 0], path[0, 1] = w.item(), b.item()
    for k in range(1, iters + 1):
        w, b, _ = train_model(X, Y, w, b, lr, 1)
        path[k, 0], path[k, 1] = w.item(), b.item()
    return path
