# expect: mae fail no-square


def mae(preds, targets):
    return torch.mean(targets - preds)
