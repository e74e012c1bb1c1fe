# expect: mse fail n-minus-one


def mse(preds, targets):
    y_, y = preds, targets
    return torch.square(y_ - y).sum() / (y.numel() - 1)
