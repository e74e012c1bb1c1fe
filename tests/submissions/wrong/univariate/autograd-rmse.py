# expect: autograd_gradients fail rmse


def autograd_gradients(x, y, w, b):
    w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
    loss = get_loss(w * x + b, y) ** 0.5
    loss.backward()
    return w.grad, b.grad
