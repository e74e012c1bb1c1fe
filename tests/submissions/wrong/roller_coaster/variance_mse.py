# expect: mse fail variance


def mse(preds, targets):
    return (preds - targets).var()
