# expect: mse fail abs-not-square


def mse(preds, targets):
    y_, y = preds, targets
    return torch.nn.functional.l1_loss(y_, y)
