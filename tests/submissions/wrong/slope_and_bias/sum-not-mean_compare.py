# expect: compare_learning_rates fail sum-not-mean


def _run(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        r = w * X + b - Y
        losses.append((r * r).sum())
        w, b = w - 2 * lr * (r * X).sum(), b - 2 * lr * r.sum()
    return torch.stack(losses)


@torch.no_grad()
def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    return torch.stack([_run(X, Y, w, b, rate, iters) for rate in rates])
