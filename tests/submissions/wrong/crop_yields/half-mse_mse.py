# expect: mse fail half-mse


def mse(preds, targets):
    return 0.5 * (preds - targets).pow(2).mean()
