# expect: fit_line fail sequential-update


def fit_line(x, y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        y_ = w * x + b
        loss = ((y_ - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b.grad = None
        w.grad = None
        y_ = w * x + b
        ((y_ - y) ** 2).mean().backward()
        b.data -= lr * b.grad
        b.grad = None
        w.grad = None
    return w, b, losses
