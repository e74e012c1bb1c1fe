# expect: mean_loss fail broadcast-trap


def mean_loss(X, y, coef):
    return torch.mean((predict(X, coef) - y.unsqueeze(1)) ** 2)
