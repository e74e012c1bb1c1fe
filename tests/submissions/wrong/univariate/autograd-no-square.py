# expect: autograd_gradients fail no-square


def autograd_gradients(x, y, w, b):
    w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
    loss = (w * x + b - y).mean()
    loss.backward()
    return w.grad, b.grad
