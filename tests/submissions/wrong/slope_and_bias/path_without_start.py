# expect: descent_path fail start-missing
# As long as one that is one update short, and no prefix.


def descent_path(X, Y, w, b, lr, iters):
    path = [[w.item(), b.item()]]
    for _ in range(iters):
        w, b, _ = train_model(X, Y, w, b, lr, 1)
        path.append([w.item(), b.item()])
    return torch.tensor(path[1:])
