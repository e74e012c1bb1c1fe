def _loss(w, b, x, y):
    return torch.square(w * x + b - y).sum() / y.numel()


slopes = torch.func.grad(_loss, argnums=(0, 1))


def autograd_gradients(x, y, w, b):
    return slopes(w.detach(), b.detach(), x, y)


def fit_line(x, y, w, b, lr, iters):
    losses = []
    w, b = w.detach(), b.detach()
    for _ in range(iters):
        losses.append(_loss(w, b, x, y))
        gw, gb = slopes(w, b, x, y)
        w, b = w - lr * gw, b - lr * gb
    return w, b, tuple(losses)
