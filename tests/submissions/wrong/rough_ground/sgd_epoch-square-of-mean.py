# expect: sgd_epoch fail square-of-mean


def sgd_epoch(batches, w, b, lr):
    losses = []
    for xb, yb in batches:
        y_ = w * xb + b
        loss = (yb - y_).mean() ** 2
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses
