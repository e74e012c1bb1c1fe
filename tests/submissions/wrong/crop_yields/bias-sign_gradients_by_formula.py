# expect: gradients fail bias-sign


def gradients(inputs, targets, w, b):
    error = (inputs @ w.T - b - targets).detach()
    return 2 / error.numel() * error.T @ inputs, 2 / error.numel() * error.sum(0)
