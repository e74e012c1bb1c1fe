# expect: minibatches fail


def minibatches(X, Y, batch_size, generator=None):
    order = torch.randperm(len(X), generator=generator)
    batches = [(X[r], Y[torch.randperm(len(Y), generator=generator)[: len(r)]]) for r in order.split(batch_size)]
    return batches
