# expect: mae fail n-minus-one


def mae(preds, targets):
    return torch.abs(preds - targets).sum() / (len(preds) - 1)
