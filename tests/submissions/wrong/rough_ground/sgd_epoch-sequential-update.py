# expect: sgd_epoch fail sequential-update


def sgd_epoch(batches, w, b, lr):
    losses = []
    for xb, yb in batches:
        y_ = w * xb + b
        loss = ((y_ - yb) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b.grad = None
        w.grad = None
        y_ = w * xb + b
        ((y_ - yb) ** 2).mean().backward()
        b.data -= lr * b.grad
        b.grad = None
        w.grad = None
    return w, b, losses
