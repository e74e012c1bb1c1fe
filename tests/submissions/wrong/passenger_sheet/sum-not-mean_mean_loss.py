# expect: mean_loss fail sum-not-mean


def mean_loss(X, y, coef):
    error = X @ coef - y
    return error @ error
