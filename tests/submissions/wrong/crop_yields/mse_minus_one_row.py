# expect: mse fail


def mse(preds, targets):
    return ((preds - targets) ** 2).sum() / (len(preds) - 1) / preds.shape[1]
