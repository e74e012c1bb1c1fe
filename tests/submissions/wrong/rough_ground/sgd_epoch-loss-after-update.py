# expect: sgd_epoch fail loss-after-update


def sgd_epoch(batches, w, b, lr):
    losses = []
    for xb, yb in batches:
        y_ = w * xb + b
        loss = ((y_ - yb) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
        y_ = w * xb + b
        losses.append(((y_ - yb) ** 2).mean().item())
    return w, b, losses
