# expect: autograd_gradients fail n-minus-one


def autograd_gradients(x, y, w, b):
    w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
    loss = ((w * x + b - y) ** 2).sum() / (len(x) - 1)
    loss.backward()
    return w.grad, b.grad
