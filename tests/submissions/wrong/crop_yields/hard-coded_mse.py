# expect: mse fail hard-coded


def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / 10
