# expect: autograd_gradients fail bias-sign


def autograd_gradients(x, y, w, b):
    w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
    loss = get_loss(x * w - b, y)
    loss.backward()
    return w.grad, b.grad
