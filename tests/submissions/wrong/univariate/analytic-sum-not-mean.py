# expect: analytic_gradients fail sum-not-mean


def analytic_gradients(x, y, w, b):
    e = w * x + b - y
    return 2 * torch.dot(e.flatten(), x.flatten()), 2 * e.sum()
