# expect: mse fail rmse


def mse(preds, targets):
    return torch.linalg.norm(preds - targets) / preds.numel() ** 0.5
