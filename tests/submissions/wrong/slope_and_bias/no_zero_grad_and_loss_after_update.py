# expect: train_model fail
# Two mistakes at once are neither.


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for k in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        losses[-1] = criterion(forward(X, w, b), Y).item()
    return w, b, losses
