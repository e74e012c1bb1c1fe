# expect: mse fail


def mse(preds, targets):
    return ((preds - targets).abs() ** 3).mean()
