# expect: fit_line fail shared-history


def fit_line(x, y, w, b, lr, iters):
    losses = []
    history = torch.zeros(1)
    for _ in range(iters):
        y_ = w * x + b
        loss = ((y_ - y) ** 2).mean()
        history[0] = loss.item()
        losses.append(history)
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses
