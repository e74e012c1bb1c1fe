# expect: analytic_gradients fail no-factor-two


def analytic_gradients(x, y, w, b):
    e = w * x + b - y
    return (e * x).sum() / len(x), (e).sum() / len(x)
