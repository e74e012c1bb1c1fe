# expect: mean_loss fail square-of-mean


def mean_loss(X, y, coef):
    return torch.mean(predict(X, coef) - y) ** 2
