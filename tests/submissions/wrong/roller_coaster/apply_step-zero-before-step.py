# expect: apply_step fail zero-before-step


def apply_step(params, time, speed, lr):
    loss = ((f(time, params) - speed) ** 2).mean()
    loss.backward()
    params.grad.zero_()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return params, loss
