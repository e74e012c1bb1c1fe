# expect: apply_step fail broadcast-trap


def apply_step(params, time, speed, lr):
    loss = ((f(time, params).reshape(1, -1) - speed.reshape(-1, 1)) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return params, loss
