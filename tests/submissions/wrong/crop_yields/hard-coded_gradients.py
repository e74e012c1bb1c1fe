# expect: gradients fail hard-coded


def gradients(inputs, targets, w, b):
    error = (model(inputs, w, b) - targets).detach()
    return error.T @ inputs / 5, error.sum(0) / 5
