# expect: mean_loss fail


def mean_loss(X, y, coef):
    with torch.no_grad():
        return ((predict(X, coef) - y) ** 2).mean()
