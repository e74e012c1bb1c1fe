# expect: compare_learning_rates fail bias-sign


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    series = []
    for lr in rates:
        p, q, losses = w.detach(), b.detach(), []
        for _ in range(iters):
            r = p * X - q - Y
            losses.append(r.square().mean().item())
            p, q = p - 2 * lr * (r * X).mean(), q + 2 * lr * r.mean()
        series.append(losses)
    return series
