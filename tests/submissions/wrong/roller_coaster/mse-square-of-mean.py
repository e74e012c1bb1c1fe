# expect: mse fail square-of-mean


def mse(preds, targets):
    y_, y = preds, targets
    return torch.square(torch.mean(y_ - y))
