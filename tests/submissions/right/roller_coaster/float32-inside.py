def f(t, params):
    a, b, c = params.float()
    t32 = t.float()
    return (a * t32**2 + b * t32 + c).to(t.dtype)


def mse(preds, targets):
    return torch.nn.functional.mse_loss(preds.float(), targets.float())


def mae(preds, targets):
    return torch.nn.functional.l1_loss(preds.float(), targets.float())


def apply_step(params, time, speed, lr):
    params = params.detach().float().requires_grad_()
    loss = mse(f(time.float(), params), speed)
    (gradient,) = torch.autograd.grad(loss, params)
    return params.detach() - torch.tensor(lr) * gradient, loss


def fit_speed(time, speed, params, lr, steps):
    params, losses = params.detach().float(), []
    for _ in range(steps):
        params, loss = apply_step(params, time, speed, lr)
        losses.append(loss.item())
    return params, losses


def fit_mae(x, y, params, lr, steps):
    x, y, params = x.float().flatten(), y.float().flatten(), params.detach().clone().float()
    columns, losses = torch.stack([x**2, x, torch.ones_like(x)]), []
    for _ in range(steps):
        residuals = params @ columns - y
        losses.append(residuals.abs().mean())
        params = params - lr * (columns * residuals.sign()).mean(1)
    return params, torch.stack(losses)


def best_quadratic(time, speed):
    t, v = time.float().flatten(), speed.float().flatten()
    columns = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    params = torch.linalg.lstsq(columns, v[:, None]).solution[:, 0]
    return params, ((columns @ params - v) ** 2).mean().item()
