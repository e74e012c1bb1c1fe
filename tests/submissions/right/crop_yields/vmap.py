def model(x, w, b):
    return torch.vmap(lambda row: w @ row + b)(x)


def mse(preds, targets):
    return torch.vmap(lambda p, t: ((p - t) ** 2).mean())(preds, targets).mean()
