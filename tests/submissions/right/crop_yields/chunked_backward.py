def train(inputs, targets, w, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for xb, yb in zip(inputs.split(4), targets.split(4)):
            part = ((model(xb, w, b) - yb) ** 2).sum() / targets.numel()
            part.backward()
            total += part.item()
        losses.append(total)
        with torch.no_grad():
            for p in (w, b):
                p -= lr * p.grad
                p.grad.zero_()
    return w, b, losses
