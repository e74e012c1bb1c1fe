# expect: mean_loss fail rmse


def mean_loss(X, y, coef):
    return (predict(X, coef) - y).norm() / len(y) ** 0.5
