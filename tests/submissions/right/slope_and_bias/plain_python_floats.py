def train_model(X, Y, w, b, lr, iters):
    x, y = X.reshape(-1).tolist(), Y.reshape(-1).tolist()
    w, b, n = w.item(), b.item(), len(x)
    losses = []
    for _ in range(iters):
        r = [w * xi + b - yi for xi, yi in zip(x, y)]
        losses.append(sum(ri * ri for ri in r) / n)
        gw = 2 * sum(ri * xi for ri, xi in zip(r, x)) / n
        gb = 2 * sum(r) / n
        w, b = w - lr * gw, b - lr * gb
    return w, b, losses


def descent_path(X, Y, w, b, lr, iters):
    return torch.tensor([train_model(X, Y, w, b, lr, k)[:2] for k in range(iters + 1)])
