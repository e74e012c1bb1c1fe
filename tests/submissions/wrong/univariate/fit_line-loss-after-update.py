# expect: fit_line fail loss-after-update


def fit_line(x, y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        y_ = w * x + b
        loss = ((y_ - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
        y_ = w * x + b
        losses.append(((y_ - y) ** 2).mean().item())
    return w, b, losses
