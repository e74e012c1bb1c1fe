# expect: fit_polynomial fail abs-not-square


def fit_polynomial(x, y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        y_ = b + sum(w[k] * x ** (k + 1) for k in range(w.numel()))
        loss = torch.abs(y - y_).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses
