# expect: gradients fail sum-not-mean


def gradients(inputs, targets, w, b):
    error = (model(inputs, w, b) - targets).detach()
    return 2 * error.T @ inputs, 2 * error.sum(0)
