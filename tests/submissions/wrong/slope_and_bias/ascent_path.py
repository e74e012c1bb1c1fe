# expect: descent_path fail ascent


def descent_path(X, Y, w, b, lr, iters):
    path = [(w.item(), b.item())]
    for _ in range(iters):
        gw, gb = torch.autograd.grad(criterion(forward(X, w, b), Y), (w, b))
        w.data.add_(gw, alpha=lr)
        b.data.add_(gb, alpha=lr)
        path.append((w.item(), b.item()))
    return torch.tensor(path, dtype=X.dtype)
