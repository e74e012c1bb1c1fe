# expect: minibatches fail


def minibatches(X, Y, batch_size, generator=None):
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(0))
    batches = [(X[r], Y[r]) for r in order.split(batch_size)]
    return batches
