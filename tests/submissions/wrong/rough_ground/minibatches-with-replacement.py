# expect: minibatches fail


def minibatches(X, Y, batch_size, generator=None):
    order = torch.randint(len(X), (len(X),), generator=generator)
    batches = [(X[r], Y[r]) for r in order.split(batch_size)]
    return batches
