# expect: train_model error


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        losses.append(criterion(forward(X, w, b), Y).item())
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return w, b, losses
