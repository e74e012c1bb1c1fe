# expect: loss_before_and_after fail bias-sign


def loss_before_and_after(inputs, targets, w, b, lr):
    loss = lambda w, b: mse(inputs @ w.T - b, targets)
    before = loss(w, b)
    gw, gb = torch.autograd.grad(before, (w, b))
    return before, loss(w - lr * gw, b - lr * gb)
