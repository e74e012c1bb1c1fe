# expect: minibatches fail


def minibatches(X, Y, batch_size, generator=None):
    order = torch.arange(len(X))
    batches = [(X[r], Y[r]) for r in order.split(batch_size)]
    return batches
