# expect: minibatches fail


def minibatches(X, Y, batch_size, generator=None):
    order = torch.randperm(len(X), generator=generator and torch.Generator().manual_seed(generator.initial_seed()))
    batches = [(X[r], Y[r]) for r in order.split(batch_size)]
    return batches
