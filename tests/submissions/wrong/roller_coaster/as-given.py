# expect: fit_speed fail


def fit_speed(time, speed, params, lr, steps):
    """Fit the parabola to the ride: `steps` updates at the learning rate `lr`, starting at `params`.

    Returns `(params, losses)`: the fitted parameters, and `steps` numbers, each loss written down before the update
    that it leads to. The given `params` stay as they were, so that another run can start from them.
    """
    # A backup, to give the params their old values again when the ride is over.
    backup = params.detach()

    losses = []
    for _ in range(steps):
        a, b, c = params
        loss = ((a * time**2 + b * time + c - speed) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        params.data -= lr * params.grad

    fitted = params.detach().clone()
    params.data.copy_(backup)
    return fitted, losses
