# expect: apply_step fail sum-not-mean


def apply_step(params, time, speed, lr):
    loss = ((f(time, params) - speed) ** 2).sum()
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return params, loss
