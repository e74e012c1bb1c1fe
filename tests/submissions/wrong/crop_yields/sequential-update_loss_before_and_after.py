# expect: loss_before_and_after fail sequential-update


def loss_before_and_after(inputs, targets, w, b, lr):
    before = mse(model(inputs, w, b), targets)
    (gw,) = torch.autograd.grad(before, (w,))
    w = w - lr * gw
    (gb,) = torch.autograd.grad(mse(model(inputs, w, b), targets), (b,))
    return before, mse(model(inputs, w, b - lr * gb), targets)
