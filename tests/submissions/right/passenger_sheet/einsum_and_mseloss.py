def predict(X, coef):
    return torch.einsum("nk,k->n", X, coef)


def mean_loss(X, y, coef):
    return torch.nn.MSELoss()(predict(X, coef), y)
