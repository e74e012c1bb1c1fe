# expect: fit_polynomial fail sequential-update


def fit_polynomial(x, y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        y_ = b + sum(w[k] * x ** (k + 1) for k in range(w.numel()))
        loss = ((y_ - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b.grad = None
        w.grad = None
        y_ = b + sum(w[k] * x ** (k + 1) for k in range(w.numel()))
        ((y_ - y) ** 2).mean().backward()
        b.data -= lr * b.grad
        b.grad = None
        w.grad = None
    return w, b, losses
