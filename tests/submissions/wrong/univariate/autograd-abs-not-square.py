# expect: autograd_gradients fail abs-not-square


def autograd_gradients(x, y, w, b):
    w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
    loss = (w * x + b - y).abs().mean()
    loss.backward()
    return w.grad, b.grad
