# expect: apply_step fail


def apply_step(params, time, speed, lr):
    loss = ((f(time, params) - speed) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad.clamp(-1, 1)
    params.grad = None
    return params, loss
