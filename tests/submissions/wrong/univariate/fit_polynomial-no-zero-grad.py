# expect: fit_polynomial fail no-zero-grad


def fit_polynomial(x, y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        y_ = b + sum(w[k] * x ** (k + 1) for k in range(w.numel()))
        loss = ((y_ - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return w, b, losses
