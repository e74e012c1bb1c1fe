# expect: train_model fail
# Right on the tutorial's own case; the fresh ones want other numbers of updates.


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(15):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        gw, gb = torch.autograd.grad(loss, (w, b))
        w.data -= lr * gw
        b.data -= lr * gb
    return w, b, losses
