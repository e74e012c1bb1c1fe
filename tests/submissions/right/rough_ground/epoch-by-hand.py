def sgd_epoch(batches, w, b, lr):
    w, b = w.item(), b.item()
    losses = []
    for xb, yb in batches:
        e = w * xb.double() + b - yb.double()
        losses.append((e * e).mean().item())
        w, b = w - 2 * lr * (e * xb).mean().item(), b - 2 * lr * e.mean().item()
    return w, b, torch.tensor(losses)
