# expect: train_model fail off-by-one


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(1, iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        gw, gb = torch.autograd.grad(loss, (w, b))
        w.data -= lr * gw
        b.data -= lr * gb
    return w, b, losses
