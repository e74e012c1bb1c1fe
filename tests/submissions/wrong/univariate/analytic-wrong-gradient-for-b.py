# expect: analytic_gradients fail wrong-gradient-for-b


def analytic_gradients(x, y, w, b):
    e = w * x + b - y
    return (2 * e * x).sum() / len(x), (2 * e * x).sum() / len(x)
