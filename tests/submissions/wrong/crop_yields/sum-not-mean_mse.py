# expect: mse fail sum-not-mean


def mse(preds, targets):
    diff = preds - targets
    return torch.sum(diff * diff)
