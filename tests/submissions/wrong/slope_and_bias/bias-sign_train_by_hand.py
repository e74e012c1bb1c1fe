# expect: train_model fail bias-sign


def train_model(X, Y, w, b, lr, iters):
    x, y = X.flatten().tolist(), Y.flatten().tolist()
    w, b, losses = w.item(), b.item(), []
    for _ in range(iters):
        r = [w * xi - b - yi for xi, yi in zip(x, y)]
        losses.append(sum(ri**2 for ri in r) / len(r))
        gw = 2 / len(r) * sum(ri * xi for ri, xi in zip(r, x))
        gb = -2 / len(r) * sum(r)
        w -= lr * gw
        b -= lr * gb
    return w, b, losses


def descent_path(X, Y, w, b, lr, iters):
    return torch.tensor([train_model(X, Y, w, b, lr, k)[:2] for k in range(iters + 1)])
