def fit_line(x, y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        if w.grad is not None:
            w.grad.zero_()
            b.grad.zero_()
        loss = get_loss(w * x + b, y)
        losses.append(loss.data)
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
    return w, b, losses


def gradient_step(w, b, gw, gb, lr):
    w.data -= lr * gw
    b.data -= lr * gb
    return w, b


def autograd_gradients(x, y, w, b):
    get_loss(w * x + b, y).backward()
    return w.grad, b.grad
