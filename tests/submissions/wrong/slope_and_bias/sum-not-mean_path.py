# expect: descent_path fail sum-not-mean


def descent_path(X, Y, w, b, lr, iters):
    theta = torch.stack([w, b]).detach()
    path = [theta]
    for _ in range(iters):
        r = path[-1][0] * X + path[-1][1] - Y
        path.append(path[-1] - 2 * lr * torch.stack([(r * X).sum(), r.sum()]))
    return torch.stack(path)
