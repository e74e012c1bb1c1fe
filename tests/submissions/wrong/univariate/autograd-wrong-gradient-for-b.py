# expect: autograd_gradients fail wrong-gradient-for-b


def autograd_gradients(x, y, w, b):
    w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
    loss = get_loss(w * x + b, y)
    loss.backward()
    return w.grad, w.grad
