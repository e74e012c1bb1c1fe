# expect: fit_mae fail restart-each-step


def fit_mae(x, y, params, lr, steps):
    losses = []
    params = params.detach().clone().requires_grad_()
    start = params.detach()
    for _ in range(steps):
        params = start.clone().requires_grad_()
        y_ = params[0] * x**2 + params[1] * x + params[2]
        loss = (y_ - y).abs().mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
        params.grad = None
    return params, losses
