# expect: autograd_gradients fail bias-inside


def autograd_gradients(x, y, w, b):
    w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
    loss = get_loss((x + b) * w, y)
    loss.backward()
    return w.grad, b.grad
