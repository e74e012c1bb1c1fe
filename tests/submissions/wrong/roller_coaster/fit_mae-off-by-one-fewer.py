# expect: fit_mae fail off-by-one


def fit_mae(x, y, params, lr, steps):
    losses = []
    params = params.detach().clone().requires_grad_()
    for _ in range(steps - 1):
        y_ = params[0] * x**2 + params[1] * x + params[2]
        loss = (y_ - y).abs().mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
        params.grad = None
    return params, losses
