# expect: fit_mae fail loss-after-update


def fit_mae(x, y, params, lr, steps):
    losses = []
    params = params.detach().clone().requires_grad_()
    for _ in range(steps):
        y_ = params[0] * x**2 + params[1] * x + params[2]
        loss = (y_ - y).abs().mean()
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
        params.grad = None
        y_ = params[0] * x**2 + params[1] * x + params[2]
        losses.append(((y_ - y).abs().mean()).item())
    return params, losses
