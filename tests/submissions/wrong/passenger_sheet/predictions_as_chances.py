# expect: predict fail


def predict(X, coef):
    return torch.sigmoid(X @ coef)
