"""The defects of the original, for the stub of roller_coaster: its docstrings are the solution's."""


def fit_speed(time, speed, params, lr, steps):
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
