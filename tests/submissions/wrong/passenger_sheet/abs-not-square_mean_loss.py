# expect: mean_loss fail abs-not-square


def mean_loss(X, y, coef):
    return torch.nn.L1Loss()(predict(X, coef), y)
