def mse(preds, targets):
    return sum((p - t) ** 2 for p, t in zip(preds.reshape(-1), targets.reshape(-1))) / preds.numel()


def mae(preds, targets):
    return torch.stack([torch.abs(t - p) for p, t in zip(preds.flatten(), targets.flatten())]).sum() / len(preds)
