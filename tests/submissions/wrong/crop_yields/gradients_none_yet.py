# expect: gradients fail


def gradients(inputs, targets, w, b):
    mse(model(inputs, w, b), targets)
    return w.grad, b.grad
