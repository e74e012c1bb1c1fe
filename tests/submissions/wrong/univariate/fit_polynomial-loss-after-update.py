# expect: fit_polynomial fail loss-after-update


def fit_polynomial(x, y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        y_ = b + sum(w[k] * x ** (k + 1) for k in range(w.numel()))
        loss = ((y_ - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
        y_ = b + sum(w[k] * x ** (k + 1) for k in range(w.numel()))
        losses.append(((y_ - y) ** 2).mean().item())
    return w, b, losses
