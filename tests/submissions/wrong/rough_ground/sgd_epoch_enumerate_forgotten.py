# expect: sgd_epoch error
# Unpacks i, (xb, yb) as if enumerate were there, but it is not.


def sgd_epoch(batches, w, b, lr):
    losses = []
    for i, (xb, yb) in batches:
        loss = ((w * xb + b - yb) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
            w.grad.zero_()
            b.grad.zero_()
    return w, b, losses
