# expect: mse fail square-of-mean


def mse(preds, targets):
    return (preds.mean() - targets.mean()).square()
