# expect: train fail no-factor-two


def train(inputs, targets, w, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        loss = mse(model(inputs, w, b), targets)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad / 2; b -= lr * b.grad / 2
        w.grad = b.grad = None
    return w, b, losses
