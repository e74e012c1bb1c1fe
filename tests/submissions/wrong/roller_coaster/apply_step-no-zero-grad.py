# expect: apply_step fail no-zero-grad


def apply_step(params, time, speed, lr):
    loss = mse(f(time, params), speed)
    loss.backward()
    params.data -= lr * params.grad.data
    return params, loss.item()
