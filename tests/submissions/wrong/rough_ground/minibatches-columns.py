# expect: minibatches fail


def minibatches(X, Y, batch_size, generator=None):
    order = torch.randperm(len(X), generator=generator)
    batches = [(X[r].reshape(-1, 1), Y[r].reshape(-1, 1)) for r in order.split(batch_size)]
    return batches
