# expect: apply_step fail square-of-mean


def apply_step(params, time, speed, lr):
    loss = (f(time, params) - speed).mean() ** 2
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return params, loss
