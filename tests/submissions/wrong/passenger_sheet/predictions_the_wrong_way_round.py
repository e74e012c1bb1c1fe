# expect: predict error


def predict(X, coef):
    return coef @ X
