# expect: descent_path fail


def descent_path(X, Y, w, b, lr, iters):
    path = [[w.item(), b.item()]]
    for _ in range(iters):
        w, b, _ = train_model(X, Y, w, b, lr, 1)
        path.append([w.item(), b.item()])
    return torch.tensor(path).flatten()
