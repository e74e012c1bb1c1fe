# expect: gradients fail n-minus-one


def gradients(inputs, targets, w, b):
    error = (model(inputs, w, b) - targets).detach() * 2 / (targets.numel() - 1)
    return error.T @ inputs, error.sum(0)
