# expect: loss_before_and_after fail stale-predictions


def loss_before_and_after(inputs, targets, w, b, lr):
    before = mse(model(inputs, w, b), targets)
    gw, gb = torch.autograd.grad(before, (w, b))
    new_w, new_b = w - lr * gw, b - lr * gb
    return before, mse(model(inputs, w, b), targets)
