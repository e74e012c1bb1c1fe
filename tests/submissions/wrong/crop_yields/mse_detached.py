# expect: mse fail


def mse(preds, targets):
    return ((preds.detach() - targets) ** 2).mean()
