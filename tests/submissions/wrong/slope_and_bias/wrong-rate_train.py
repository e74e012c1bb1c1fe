# expect: train_model fail wrong-rate


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
            b -= 0.01 * b.grad
        w.grad = b.grad = None
    return w, b, losses
