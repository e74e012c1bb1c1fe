# expect: train_model error


def train_model(X, Y, w, b, lr, iters):
    losses = []
    loss = criterion(forward(X, w, b), Y)
    for _ in range(iters):
        losses.append(loss.item())
        loss.backward()
        w.data -= lr * w.grad
        b.data -= lr * b.grad
        w.grad = b.grad = None
    return w, b, losses
