def model(x, w, b):
    rows = []
    for row in x:
        rows.append(torch.stack([(row * weights).sum() + offset for weights, offset in zip(w, b)]))
    return torch.stack(rows)


def mse(preds, targets):
    total = 0
    for p, t in zip(preds.flatten(), targets.flatten()):
        total = total + (p - t) ** 2
    return total / preds.numel()
