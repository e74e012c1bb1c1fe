# expect: train fail sequential-update


def train(inputs, targets, w, b, lr, epochs):
    history = []
    for _ in range(epochs):
        error = (model(inputs, w, b) - targets).detach()
        history.append((error**2).mean().item())
        w = w - lr * 2 * error.T @ inputs / error.numel()
        error = (model(inputs, w, b) - targets).detach()
        b = b - lr * 2 * error.sum(0) / error.numel()
    return w, b, history
