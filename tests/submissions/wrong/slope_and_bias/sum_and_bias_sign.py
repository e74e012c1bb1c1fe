# expect: train_model fail
# Two mistakes at once are neither.


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for k in range(iters):
        loss = ((w * X - b - Y) ** 2).sum()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = b.grad = None
    return w, b, losses
