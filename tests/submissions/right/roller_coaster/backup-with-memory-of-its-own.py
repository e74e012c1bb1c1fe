def fit_speed(time, speed, params, lr, steps):
    backup = params.detach().clone()
    losses = []
    for _ in range(steps):
        _, loss = apply_step(params, time, speed, lr)
        losses.append(loss)
    fitted = params.detach().clone()
    params.data.copy_(backup)
    return fitted, losses
