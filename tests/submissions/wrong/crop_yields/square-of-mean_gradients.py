# expect: gradients fail square-of-mean


def gradients(inputs, targets, w, b):
    mean = (model(inputs, w, b) - targets).mean()
    (mean * mean).backward()
    return w.grad, b.grad
