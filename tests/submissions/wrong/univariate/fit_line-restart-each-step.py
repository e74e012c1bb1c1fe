# expect: fit_line fail restart-each-step


def fit_line(x, y, w, b, lr, iters):
    losses = []
    w0, b0 = w.item(), b.item()
    W0 = w.detach().clone()
    for _ in range(iters):
        w, b = W0.clone().requires_grad_(), torch.tensor(b0, dtype=x.dtype, device=x.device, requires_grad=True)
        y_ = w * x + b
        loss = ((y_ - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return w, b, losses
