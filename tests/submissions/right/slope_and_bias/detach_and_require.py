def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        w = (w - lr * w.grad).detach().requires_grad_(True)
        b = (b - lr * b.grad).detach().requires_grad_(True)
    return w, b, losses
