from torch.utils.data import DataLoader, TensorDataset


def minibatches(X, Y, batch_size, generator=None):
    return list(DataLoader(TensorDataset(X, Y), batch_size=batch_size, shuffle=True, generator=generator))
