# expect: train_model fail bias-sign


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = ((w * X - b - Y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        for p in (w, b):
            p.data -= lr * p.grad
            p.grad = None
    return w, b, losses
