# expect: mse fail


def mse(preds, targets):
    return ((preds - targets) ** 2).mean(dim=0)
