# expect: fit_mae fail shared-history


def fit_mae(x, y, params, lr, steps):
    losses = []
    params = params.detach().clone().requires_grad_()
    history = torch.zeros(())
    for _ in range(steps):
        y_ = params[0] * x**2 + params[1] * x + params[2]
        loss = (y_ - y).abs().mean()
        history.copy_(loss.detach())
        losses.append(history)
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
        params.grad = None
    return params, losses
