# expect: fit_line fail off-by-one


def fit_line(x, y, w, b, lr, iters):
    losses = []
    for _ in range(1, iters):
        y_ = w * x + b
        loss = ((y_ - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses
