# expect: apply_step fail loss-after-update


def apply_step(params, time, speed, lr):
    loss = ((f(time, params) - speed) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return params, ((f(time, params) - speed) ** 2).mean()
