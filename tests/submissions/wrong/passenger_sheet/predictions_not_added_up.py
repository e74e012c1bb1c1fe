# expect: predict fail


def predict(X, coef):
    return X * coef
