# expect: mean_loss fail n-minus-one


def mean_loss(X, y, coef):
    return (predict(X, coef) - y).square().sum() / (len(y) - 1)
