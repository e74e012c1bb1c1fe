# expect: compare_learning_rates fail loss-after-update


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    series = []
    for rate in rates:
        p, q, losses = w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_(), []
        for _ in range(iters):
            train_model(X, Y, p, q, rate, 1)
            losses.append(criterion(forward(X, p, q), Y).item())
        series.append(losses)
    return series
