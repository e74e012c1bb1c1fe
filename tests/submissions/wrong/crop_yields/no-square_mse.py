# expect: mse fail no-square


def mse(preds, targets):
    return preds.mean() - targets.mean()
