# expect: minibatches fail dropped-last-batch


def minibatches(X, Y, batch_size, generator=None):
    order = torch.randperm(len(X), generator=generator)
    batches = [(X[r], Y[r]) for r in order[: len(X) // batch_size * batch_size].split(batch_size)]
    return batches
