# expect: descent_path fail off-by-one


def descent_path(X, Y, w, b, lr, iters):
    path = torch.zeros(iters, 2)
    for k in range(iters):
        path[k, 0], path[k, 1] = w.item(), b.item()
        train_model(X, Y, w, b, lr, 1)
    return path
