# expect: sgd_epoch fail shared-history


def sgd_epoch(batches, w, b, lr):
    losses = []
    history = torch.zeros(1)
    for xb, yb in batches:
        y_ = w * xb + b
        loss = ((y_ - yb) ** 2).mean()
        history[0] = loss.item()
        losses.append(history)
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses
