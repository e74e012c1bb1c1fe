# expect: mse fail variance


def mse(preds, targets):
    errors = preds - targets
    return ((errors - errors.mean()) ** 2).mean()
