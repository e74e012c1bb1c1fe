# expect: mae fail sum-not-mean


def mae(preds, targets):
    return torch.sum(torch.abs(preds - targets))
