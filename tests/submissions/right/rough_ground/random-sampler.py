from torch.utils.data import BatchSampler, RandomSampler


def minibatches(X, Y, batch_size, generator=None):
    sampler = BatchSampler(RandomSampler(range(len(X)), generator=generator), batch_size, drop_last=False)
    return [(X[rows], Y[rows]) for rows in sampler]
