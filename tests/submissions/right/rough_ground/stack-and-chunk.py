def minibatches(X, Y, batch_size, generator=None):
    rows = torch.stack([X, Y])
    rows = rows[:, torch.randperm(len(X), generator=generator).to(X.device)]
    return [tuple(chunk) for chunk in torch.split(rows, batch_size, dim=1)]
