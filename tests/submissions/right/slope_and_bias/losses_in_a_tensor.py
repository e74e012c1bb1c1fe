def train_model(X, Y, w, b, lr, iters):
    losses = torch.zeros(iters)
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses[_] = loss.detach()
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = b.grad = None
    return w, b, losses
