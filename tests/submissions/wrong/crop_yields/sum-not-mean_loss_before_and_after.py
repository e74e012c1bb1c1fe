# expect: loss_before_and_after fail sum-not-mean


def loss_before_and_after(inputs, targets, w, b, lr):
    total = lambda w, b: ((model(inputs, w, b) - targets) ** 2).sum()
    before = total(w, b)
    gw, gb = torch.autograd.grad(before, (w, b))
    return before, total(w - lr * gw, b - lr * gb)
