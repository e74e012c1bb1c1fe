def fit_speed(time, speed, params, lr, steps):
    params, losses, n = params.detach().clone().requires_grad_(), [], speed.numel()
    for _ in range(steps):
        total = 0.0
        for t, v in zip(time.split(5), speed.split(5)):
            part = ((f(t, params) - v) ** 2).sum() / (2 * n)
            part.backward()
            total += 2 * part.item()
        losses.append(total)
        with torch.no_grad():
            params.add_(params.grad, alpha=-2 * lr)
            params.grad.zero_()
    return params, losses
