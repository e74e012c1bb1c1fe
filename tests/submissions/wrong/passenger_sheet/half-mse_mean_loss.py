# expect: mean_loss fail half-mse


def mean_loss(X, y, coef):
    return (predict(X, coef) - y).square().sum() / (2 * len(y))
