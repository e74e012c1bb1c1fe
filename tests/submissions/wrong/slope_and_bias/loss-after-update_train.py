# expect: train_model fail loss-after-update


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
            losses.append(criterion(forward(X, w, b), Y).item())
        w.grad = b.grad = None
    return w, b, losses
