# expect: apply_step fail rmse
# expect: fit_speed blocked


def apply_step(params, time, speed, lr):
    loss = ((f(time, params) - speed) ** 2).mean() ** 0.5
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return params, loss
