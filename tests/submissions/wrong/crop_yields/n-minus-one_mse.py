# expect: mse fail n-minus-one


def mse(preds, targets):
    diff = preds - targets
    return (diff * diff).sum() / (diff.numel() - 1)
