# expect: mse fail rows-not-elements


def mse(preds, targets):
    return torch.sum((preds - targets) ** 2) / preds.shape[0]
