# expect: mse fail broadcast-trap


def mse(preds, targets):
    y_, y = preds, targets
    return torch.mean((y_.reshape(-1) - y.reshape(-1)[:, None]) ** 2)
