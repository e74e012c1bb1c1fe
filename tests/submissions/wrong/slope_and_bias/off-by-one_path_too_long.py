# expect: descent_path fail off-by-one


def descent_path(X, Y, w, b, lr, iters):
    path = [[w.item(), b.item()]]
    while len(path) <= iters + 1:
        train_model(X, Y, w, b, lr, 1)
        path.append([w.item(), b.item()])
    return torch.tensor(path)
