def train(inputs, targets, w, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        half = 0.5 * mse(model(inputs, w, b), targets)
        losses.append(2 * half.item())
        half.backward()
        with torch.no_grad():
            w -= 2 * lr * w.grad
            b -= 2 * lr * b.grad
        w.grad = b.grad = None
    return w, b, losses
