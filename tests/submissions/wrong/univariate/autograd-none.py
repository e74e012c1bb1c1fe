# expect: autograd_gradients fail


def autograd_gradients(x, y, w, b):
    return w.grad, b.grad
