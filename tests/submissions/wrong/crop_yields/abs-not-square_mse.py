# expect: mse fail abs-not-square


def mse(preds, targets):
    return torch.nn.functional.l1_loss(preds, targets)
