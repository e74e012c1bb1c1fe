def apply_step(params, time, speed, lr):
    loss = mse(f(time, params), speed)
    (slope,) = torch.autograd.grad(loss, params)
    return params - lr * slope, loss


def fit_mae(x, y, params, lr, steps):
    losses = []
    for _ in range(steps):
        loss = mae(f(x, params), y)
        losses.append(float(loss.detach()))
        params = params.detach() - lr * torch.autograd.grad(loss, params)[0]
        params.requires_grad_()
    return params, tuple(losses)
