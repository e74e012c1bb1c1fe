# expect: train fail wrong-rate


def train(inputs, targets, w, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        loss = mse(model(inputs, w, b), targets)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= 2e-5 * w.grad; b -= 2e-5 * b.grad
        w.grad = b.grad = None
    return w, b, losses
