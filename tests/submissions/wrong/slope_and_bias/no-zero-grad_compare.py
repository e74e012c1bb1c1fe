# expect: compare_learning_rates fail no-zero-grad


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    series = []
    for lr in rates:
        p, q, losses = w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_(), []
        for _ in range(iters):
            loss = ((p * X + q - Y) ** 2).mean()
            losses.append(loss.item())
            loss.backward()
            p.data = p.data - lr * p.grad
            q.data = q.data - lr * q.grad
        series.append(losses)
    return series
