def get_loss(y_: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return (y_.double() - y.double()).pow(2).mean().to(y_.dtype)


def fit_polynomial(x, y, w, b, lr, iters):
    w, b = (p.detach().double().clone().requires_grad_() for p in (w, b))
    x, y = x.double(), y.double()
    losses = []
    for _ in range(iters):
        y_ = b
        power = torch.ones_like(x)
        for coefficient in w:
            power = power * x
            y_ = y_ + coefficient * power
        loss = (y_ - y).pow(2).mean()
        w.grad = b.grad = None
        loss.backward()
        losses.append(float(loss.detach()))
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return w, b, losses
