# expect: gradients fail no-bias


def gradients(inputs, targets, w, b):
    error = (inputs @ w.T - targets).detach()
    return 2 / error.numel() * error.T @ inputs, 2 / error.numel() * error.sum(0)
