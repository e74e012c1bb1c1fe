# expect: descent_path fail ascent


def descent_path(X, Y, w, b, lr, iters):
    path = [torch.stack([w, b]).detach()]
    for _ in range(iters):
        train_model(X, Y, w, b, -lr, 1)
        path.append(torch.stack([w, b]).detach())
    return torch.stack(path).numpy()
