# expect: apply_step fail
# The step is right, but loss and params are returned in the wrong order.


def apply_step(params, time, speed, lr):
    loss = mse(f(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= params.grad * lr
        params.grad.zero_()
    return loss.item(), params
