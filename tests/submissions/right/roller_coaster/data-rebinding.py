def apply_step(params, time, speed, lr):
    loss = mse(f(time, params), speed)
    loss.backward()
    params.data -= lr * params.grad.data
    params.grad = None
    return params, loss


def fit_speed(time, speed, params, lr, steps):
    fitted = params.clone().detach().requires_grad_(True)
    losses = []
    for _ in range(steps):
        fitted, loss = apply_step(fitted, time, speed, lr)
        losses.append(loss)
    return fitted, losses
