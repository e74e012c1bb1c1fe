# expect: mse fail sum-not-mean


def mse(preds, targets):
    y_, y = preds, targets
    return torch.sum((y_ - y) * (y_ - y))
