# expect: gradients fail no-factor-two


def gradients(inputs, targets, w, b):
    error = (inputs @ w.T + b - targets).detach() / targets.numel()
    return error.T @ inputs, error.sum(0)
