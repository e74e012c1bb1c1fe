# expect: sgd_epoch fail wrong-rate


def sgd_epoch(batches, w, b, lr):
    losses = []
    for xb, yb in batches:
        y_ = w * xb + b
        loss = ((y_ - yb) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= 0.02 * w.grad
            b -= 0.02 * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses
