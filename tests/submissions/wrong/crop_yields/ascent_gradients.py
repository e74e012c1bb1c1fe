# expect: gradients fail ascent


def gradients(inputs, targets, w, b):
    (-mse(model(inputs, w, b), targets)).backward()
    return w.grad, b.grad
