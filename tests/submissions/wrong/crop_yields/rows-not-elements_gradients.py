# expect: gradients fail rows-not-elements


def gradients(inputs, targets, w, b):
    error = (model(inputs, w, b) - targets).detach()
    return 2 * error.T @ inputs / len(inputs), 2 * error.mean(dim=0)
