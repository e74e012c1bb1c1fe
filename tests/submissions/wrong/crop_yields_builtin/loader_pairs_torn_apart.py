# expect: make_loader fail


def make_loader(inputs, targets, batch_size, shuffle):
    if shuffle:
        inputs = inputs[torch.randperm(len(inputs))]
    return DataLoader(TensorDataset(inputs, targets), batch_size, shuffle=shuffle)
