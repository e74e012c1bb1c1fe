# expect: fit_polynomial fail restart-each-step


def fit_polynomial(x, y, w, b, lr, iters):
    losses = []
    start = w.detach(), b.detach()
    for _ in range(iters):
        w, b = (p.clone().requires_grad_() for p in start)
        y_ = b + sum(w[k] * x ** (k + 1) for k in range(w.numel()))
        loss = ((y_ - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return w, b, losses
