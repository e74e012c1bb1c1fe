# expect: fit_line fail n-minus-one


def fit_line(x, y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        y_ = w * x + b
        loss = ((y_ - y) ** 2).sum() / (y.numel() - 1)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses
