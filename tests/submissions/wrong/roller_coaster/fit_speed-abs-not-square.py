# expect: fit_speed fail abs-not-square


def fit_speed(time, speed, params, lr, steps):
    losses = []
    params = params.detach().clone().requires_grad_()
    y = speed
    for _ in range(steps):
        y_ = params[0] * time**2 + params[1] * time + params[2]
        loss = (y_ - y).abs().mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
        params.grad = None
    return params, losses
