# expect: apply_step fail rmse


def apply_step(params, time, speed, lr):
    loss = ((f(time, params) - speed) ** 2).mean() ** 0.5
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return params, loss
