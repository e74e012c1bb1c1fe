def predict(X, coef):
    return (X * coef).sum(dim=1)


def mean_loss(X, y, coef):
    error = predict(X, coef) - y
    return error.dot(error) / len(error)
