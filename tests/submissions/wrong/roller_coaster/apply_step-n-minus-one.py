# expect: apply_step fail n-minus-one


def apply_step(params, time, speed, lr):
    loss = ((f(time, params) - speed) ** 2).sum() / (speed.numel() - 1)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return params, loss
