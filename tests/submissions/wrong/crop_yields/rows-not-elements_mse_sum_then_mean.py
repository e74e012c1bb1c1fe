# expect: mse fail rows-not-elements


def mse(preds, targets):
    return ((preds - targets) ** 2).sum(dim=1).mean()
