# expect: sgd_epoch fail sum-not-mean


def sgd_epoch(batches, w, b, lr):
    losses = []
    for xb, yb in batches:
        y_ = w * xb + b
        loss = ((y_ - yb) ** 2).sum()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses
