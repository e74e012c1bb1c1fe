# expect: make_loader fail


from torch.utils.data import RandomSampler


def make_loader(inputs, targets, batch_size, shuffle):
    rows = TensorDataset(inputs, targets)
    return DataLoader(rows, batch_size, sampler=RandomSampler(rows, replacement=True) if shuffle else None)
