# expect: mean_loss fail


def mean_loss(X, y, coef):
    return float(((predict(X, coef) - y) ** 2).mean())
