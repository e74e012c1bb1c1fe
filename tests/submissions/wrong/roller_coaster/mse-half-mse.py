# expect: mse fail half-mse


def mse(preds, targets):
    y_, y = preds, targets
    return 0.5 * torch.nn.functional.mse_loss(y_, y)
