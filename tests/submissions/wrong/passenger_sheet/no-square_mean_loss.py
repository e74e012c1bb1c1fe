# expect: mean_loss fail no-square


def mean_loss(X, y, coef):
    return (y - predict(X, coef)).mean()
