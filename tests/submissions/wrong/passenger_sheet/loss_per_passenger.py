# expect: mean_loss fail


def mean_loss(X, y, coef):
    return (predict(X, coef) - y) ** 2
