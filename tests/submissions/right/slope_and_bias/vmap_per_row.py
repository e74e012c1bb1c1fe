from torch.func import grad, vmap


def _row_loss(w, b, x, y):
    return (w * x + b - y) ** 2


def train_model(X, Y, w, b, lr, iters):
    x, y, w, b = X.flatten(), Y.flatten(), w.detach(), b.detach()
    losses = []
    for _ in range(iters):
        losses.append(vmap(_row_loss, (None, None, 0, 0))(w, b, x, y).mean())
        gw, gb = vmap(grad(_row_loss, (0, 1)), (None, None, 0, 0))(w, b, x, y)
        w, b = w - lr * gw.mean(), b - lr * gb.mean()
    return w, b, losses


def error_surface(X, Y, w_range, b_range, n_samples):
    slopes = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype)
    biases = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype)
    loss = lambda w, b: ((w * X + b - Y) ** 2).mean()
    Z = vmap(vmap(loss, (None, 0)), (0, None))(slopes, biases)
    return slopes[:, None].expand_as(Z), biases[None, :].expand_as(Z), Z
