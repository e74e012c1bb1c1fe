# expect: mse fail no-square


def mse(preds, targets):
    y_, y = preds, targets
    return torch.mean(y - y_)
