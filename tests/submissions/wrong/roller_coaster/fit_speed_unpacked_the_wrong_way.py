# expect: fit_speed error
# Unpacks the two results of apply_step in the wrong order, so params becomes the loss.


def fit_speed(time, speed, params, lr, steps):
    params = params.detach().clone().requires_grad_()
    losses = []
    for step in range(steps):
        loss, params = apply_step(params, time, speed, lr)
        losses.append(loss)
    return params, losses
