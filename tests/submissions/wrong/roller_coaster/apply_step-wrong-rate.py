# expect: apply_step fail wrong-rate


def apply_step(params, time, speed, lr):
    loss = ((f(time, params) - speed) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        params -= 0.002 * params.grad
    params.grad = None
    return params, loss
