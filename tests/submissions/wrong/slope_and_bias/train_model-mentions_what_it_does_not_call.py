# expect: criterion fail sum-not-mean
# expect: train_model fail no-zero-grad
# Naming a function that has failed is not waiting for it.


def criterion(yhat, y):
    return ((yhat - y) ** 2).sum()


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = ((w * X + b - Y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return w, b, losses
    return criterion(forward(X, w, b), Y)
