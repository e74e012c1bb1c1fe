# expect: mae fail


def mae(preds, targets):
    return ((preds - targets) ** 2).mean()
