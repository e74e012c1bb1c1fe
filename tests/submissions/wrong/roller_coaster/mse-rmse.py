# expect: mse fail rmse


def mse(preds, targets):
    y_, y = preds, targets
    return torch.sqrt(torch.nn.functional.mse_loss(y_, y))
