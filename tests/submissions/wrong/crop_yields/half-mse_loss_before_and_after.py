# expect: loss_before_and_after fail half-mse


def loss_before_and_after(inputs, targets, w, b, lr):
    half = lambda w, b: mse(model(inputs, w, b), targets) / 2
    before = half(w, b)
    gw, gb = torch.autograd.grad(before, (w, b))
    return before, half(w - lr * gw, b - lr * gb)
