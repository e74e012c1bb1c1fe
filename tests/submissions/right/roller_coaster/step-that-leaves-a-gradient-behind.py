# What is left in .grad harms nobody: it is cleared before backward(), or the parameters that go on are new ones.


def apply_step(params, time, speed, lr):
    params.grad = None
    loss = mse(f(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    return params, loss.item()


def fit_speed(time, speed, params, lr, steps):
    losses = []
    for _ in range(steps):
        params = params.detach().clone().requires_grad_()
        loss = mse(f(time, params), speed)
        losses.append(loss.item())
        loss.backward()
        params = params - lr * params.grad
    return params, losses
