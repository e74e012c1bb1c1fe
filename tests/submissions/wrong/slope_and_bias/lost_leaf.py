# expect: train_model error
# After rebinding, w.grad is None.


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        w = w - lr * w.grad
        b = b - lr * b.grad
    return w, b, losses
