# expect: loss_before_and_after fail rows-not-elements


def loss_before_and_after(inputs, targets, w, b, lr):
    per_row = lambda w, b: ((model(inputs, w, b) - targets) ** 2).sum(1).mean()
    before = per_row(w, b)
    gw, gb = torch.autograd.grad(before, (w, b))
    return before, per_row(w - lr * gw, b - lr * gb)
