# expect: gradients error


def gradients(inputs, targets, w, b):
    (model(inputs, w, b) - targets).pow(2).backward()
    return w.grad, b.grad
