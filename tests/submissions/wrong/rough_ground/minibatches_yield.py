# expect: minibatches fail
# Yields the batches one by one, so a generator comes back and not a list.


def minibatches(X, Y, batch_size, generator=None):
    indices = torch.randperm(len(X), generator=generator)
    for i in range(0, len(X), batch_size):
        j = indices[i:min(i + batch_size, len(X))]
        yield X[j], Y[j]
