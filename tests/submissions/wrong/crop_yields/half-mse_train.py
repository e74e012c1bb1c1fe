# expect: train fail half-mse


def train(inputs, targets, w, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        loss = torch.square(inputs @ w.T + b - targets).mean() * 0.5
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad; b -= lr * b.grad
        w.grad = b.grad = None
    return w, b, losses
