# expect: fit_line fail stale-predictions


def fit_line(x, y, w, b, lr, iters):
    losses = []
    w0, b0 = w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_()
    loss = ((w0 * x + b0 - y) ** 2).mean()
    loss.backward()
    for _ in range(iters):
        losses.append(loss.item())
        with torch.no_grad():
            w -= lr * w0.grad
            b -= lr * b0.grad
    return w, b, losses
