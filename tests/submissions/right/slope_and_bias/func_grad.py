from torch.func import grad, grad_and_value


def _loss(w, b, X, Y):
    return criterion(forward(X, w, b), Y)


def train_model(X, Y, w, b, lr, iters):
    losses = []
    w, b = w.detach(), b.detach()
    for _ in range(iters):
        (gw, gb), loss = grad_and_value(_loss, argnums=(0, 1))(w, b, X, Y)
        losses.append(loss)
        w, b = w - lr * gw, b - lr * gb
    return w, b, torch.stack(losses)


def descent_path(X, Y, w, b, lr, iters):
    theta = torch.stack([w, b]).detach()
    slope = grad(lambda theta: _loss(theta[0], theta[1], X, Y))
    path = [theta]
    for _ in range(iters):
        path.append(path[-1] - lr * slope(path[-1]))
    return torch.stack(path)
