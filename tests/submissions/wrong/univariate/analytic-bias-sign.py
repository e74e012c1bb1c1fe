# expect: analytic_gradients fail bias-sign


def analytic_gradients(x, y, w, b):
    e = w * x - b - y
    sign = -1
    return 2 * (e * x).mean(), sign * 2 * e.mean()
