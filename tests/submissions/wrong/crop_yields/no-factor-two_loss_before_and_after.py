# expect: loss_before_and_after fail no-factor-two


def loss_before_and_after(inputs, targets, w, b, lr):
    error = model(inputs, w, b) - targets
    new_w, new_b = w - lr * error.T @ inputs / error.numel(), b - lr * error.sum(0) / error.numel()
    return (error**2).mean(), mse(model(inputs, new_w, new_b), targets)
