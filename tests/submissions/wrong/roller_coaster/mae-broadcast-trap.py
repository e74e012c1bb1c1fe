# expect: mae fail broadcast-trap


def mae(preds, targets):
    return (preds.flatten() - targets.flatten()[:, None]).abs().mean()
