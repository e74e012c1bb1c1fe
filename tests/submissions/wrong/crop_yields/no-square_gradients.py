# expect: gradients fail no-square


def gradients(inputs, targets, w, b):
    (model(inputs, w, b) - targets).mean().backward()
    return w.grad, b.grad
