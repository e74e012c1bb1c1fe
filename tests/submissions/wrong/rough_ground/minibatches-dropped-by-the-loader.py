# expect: minibatches fail dropped-last-batch


from torch.utils.data import DataLoader, TensorDataset


def minibatches(X, Y, batch_size, generator=None):
    data = TensorDataset(X, Y)
    return list(DataLoader(data, batch_size=batch_size, shuffle=True, drop_last=True, generator=generator))
