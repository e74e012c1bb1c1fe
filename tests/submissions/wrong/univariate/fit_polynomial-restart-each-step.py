# expect: fit_polynomial fail restart-each-step


def fit_polynomial(x, y, w, b, lr, iters):
    losses = []
    w0, b0 = w.item(), b.item()
    W0 = w.detach().clone()
    for _ in range(iters):
        w, b = W0.clone().requires_grad_(), torch.tensor(b0, dtype=x.dtype, device=x.device, requires_grad=True)
        y_ = b + sum(w[k] * x ** (k + 1) for k in range(w.numel()))
        loss = ((y_ - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return w, b, losses
