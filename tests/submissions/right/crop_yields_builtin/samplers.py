from torch.utils.data import BatchSampler, RandomSampler, SequentialSampler


def make_loader(inputs, targets, batch_size, shuffle):
    rows = TensorDataset(inputs, targets)
    order = RandomSampler(rows) if shuffle else SequentialSampler(rows)
    return DataLoader(rows, batch_sampler=BatchSampler(order, batch_size, drop_last=False))
