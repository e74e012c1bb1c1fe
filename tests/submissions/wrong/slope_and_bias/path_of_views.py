# expect: descent_path fail


def descent_path(X, Y, w, b, lr, iters):
    theta = torch.stack([w, b]).detach()
    path = [theta]
    for _ in range(iters):
        r = theta[0] * X + theta[1] - Y
        theta[0] -= lr * 2 * (r * X).mean()
        theta[1] -= lr * 2 * r.mean()
        path.append(theta)
        path[0] = path[0] + 0  # the start alone is a copy, made one update late
    return torch.stack(path)
