import numpy as np


def _float32(*values):
    return [np.float32(v.detach().cpu().numpy()) for v in values]


def analytic_gradients(x, y, w, b):
    x, y, w, b = _float32(x, y, w, b)
    e = w * x + b - y
    return np.float32(2) * np.mean(e * x), np.float32(2) * np.mean(e)


def autograd_gradients(x, y, w, b):
    loss = get_loss(w * x + b, y)
    return [np.float32(g.item()) for g in torch.autograd.grad(loss, (w, b))]


def gradient_step(w, b, gw, gb, lr):
    w, b, gw, gb = _float32(w, b, gw, gb)
    return w - np.float32(lr) * gw, b - np.float32(lr) * gb


def fit_line(x, y, w, b, lr, iters):
    (x, y, w, b), losses = _float32(x, y, w, b), []
    for _ in range(iters):
        e = w * x + b - y
        losses.append(np.mean(e**2))
        w, b = w - np.float32(lr * 2) * np.mean(e * x), b - np.float32(lr * 2) * np.mean(e)
    return w, b, np.array(losses)
