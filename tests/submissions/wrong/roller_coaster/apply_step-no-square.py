# expect: apply_step fail no-square


def apply_step(params, time, speed, lr):
    loss = (f(time, params) - speed).mean()
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return params, loss
