def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        half = 0.5 * torch.mean((forward(X, w, b) - Y) ** 2)
        losses.append(2 * half.item())
        half.backward()
        with torch.no_grad():
            w -= 2 * lr * w.grad
            b -= 2 * lr * b.grad
        w.grad, b.grad = None, None
    return w, b, losses
