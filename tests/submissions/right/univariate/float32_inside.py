def get_loss(y_, y):
    return (y_.float() - y.float()).pow(2).mean()


def analytic_gradients(x, y, w, b):
    x, y, w, b = (t.float() for t in (x, y, w, b))
    e = w * x + b - y
    return torch.mean(2 * e * x), torch.mean(2 * e)


def autograd_gradients(x, y, w, b):
    return torch.autograd.grad(get_loss(w.float() * x.float() + b.float(), y), (w, b))


def gradient_step(w, b, gw, gb, lr):
    rate = torch.tensor(lr)  # float32
    return (w.float() - rate * gw.float()).detach(), (b.float() - rate * gb.float()).detach()


def fit_line(x, y, w, b, lr, iters):
    x, y = x.float(), y.float()
    w, b = w.detach().float(), b.detach().float()
    losses = []
    for _ in range(iters):
        losses.append(get_loss(w * x + b, y))
        gw, gb = analytic_gradients(x, y, w, b)
        w, b = w - lr * gw, b - lr * gb
    return w, b, losses


def fit_polynomial(x, y, w, b, lr, iters):
    powers = torch.stack([x.float().reshape(-1) ** k for k in range(len(w) + 1)], dim=1)
    y = y.float().reshape(-1)
    coefficients = torch.cat([b.detach().float().reshape(1), w.detach().float()])
    losses = []
    for _ in range(iters):
        e = powers @ coefficients - y
        losses.append((e @ e / len(e)).item())
        coefficients = coefficients - lr * 2 / len(e) * (powers.T @ e)
    return coefficients[1:], coefficients[0], losses
