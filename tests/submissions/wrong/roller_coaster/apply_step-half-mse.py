# expect: apply_step fail half-mse


def apply_step(params, time, speed, lr):
    loss = 0.5 * ((f(time, params) - speed) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad = None
    return params, loss
