# expect: train error


def train(inputs, targets, w, b, lr, epochs):
    for _ in range(epochs):
        error = model(inputs, w, b) - targets
        w = w - lr * 2 * inputs.T @ error / error.numel()
    return w, b, []
