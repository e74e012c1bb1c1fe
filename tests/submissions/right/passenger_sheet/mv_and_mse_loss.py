import torch.nn.functional as F


def predict(X, coef):
    return torch.mv(X, coef)


def mean_loss(X, y, coef):
    return F.mse_loss(y, predict(X, coef))
