# expect: mean_loss fail hard-coded


def mean_loss(X, y, coef):
    return (predict(X, coef) - y).square().sum() / 200
