# expect: train_model fail sum-not-mean


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = torch.sum((w * X + b - Y).pow(2))
        losses.append(loss.item())
        gw, gb = torch.autograd.grad(loss, (w, b))
        w.data -= lr * gw
        b.data -= lr * gb
    return w, b, losses
