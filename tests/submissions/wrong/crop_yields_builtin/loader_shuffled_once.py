# expect: make_loader fail


def make_loader(inputs, targets, batch_size, shuffle):
    order = torch.randperm(len(inputs)) if shuffle else torch.arange(len(inputs))
    return DataLoader(TensorDataset(inputs[order], targets[order]), batch_size)
