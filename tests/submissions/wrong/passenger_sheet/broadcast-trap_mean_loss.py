# expect: mean_loss fail broadcast-trap


def mean_loss(X, y, coef):
    return ((X @ coef.reshape(-1, 1) - y) ** 2).mean()
