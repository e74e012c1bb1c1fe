# expect: train_model fail ascent


@torch.no_grad()
def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        r = Y - (w * X + b)
        losses.append((r**2).mean().item())
        gw, gb = 2 * (r * X).mean(), 2 * r.mean()  # should carry a minus
        w, b = w - lr * gw, b - lr * gb
    return w, b, losses
