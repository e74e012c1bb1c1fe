def _descend(loss_of, params, lr, steps):
    params = torch.nn.Parameter(params.detach().clone())
    optimiser = torch.optim.SGD([params], lr=lr)
    losses = []
    for _ in range(steps):
        optimiser.zero_grad()
        loss = loss_of(params)
        loss.backward()
        losses.append(loss.item())
        optimiser.step()
    return params, losses


def fit_speed(time, speed, params, lr, steps):
    return _descend(lambda p: torch.nn.MSELoss()(f(time, p), speed), params, lr, steps)


def fit_mae(x, y, params, lr, steps):
    return _descend(lambda p: torch.nn.L1Loss()(f(x, p), y), params, lr, steps)
