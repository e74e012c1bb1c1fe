# expect: analytic_gradients fail


def analytic_gradients(x, y, w, b):
    e = w * x + b - y
    return 2 * e.mean(), 2 * (e * x).mean()
