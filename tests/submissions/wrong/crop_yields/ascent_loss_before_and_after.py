# expect: loss_before_and_after fail ascent


def loss_before_and_after(inputs, targets, w, b, lr):
    before = mse(model(inputs, w, b), targets)
    gw, gb = torch.autograd.grad(before, (w, b))
    return before, mse(model(inputs, w + lr * gw, b + lr * gb), targets)
