# expect: sgd_epoch fail no-factor-two


def sgd_epoch(batches, w, b, lr):
    losses = []
    for xb, yb in batches:
        y_ = w * xb + b
        loss = ((y_ - yb) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad / 2
            b -= lr * b.grad / 2
        w.grad = None
        b.grad = None
    return w, b, losses
