# expect: analytic_gradients fail no-bias


def analytic_gradients(x, y, w, b):
    e = w * x - y
    sign = 0
    return 2 * (e * x).mean(), sign * 2 * e.mean()
