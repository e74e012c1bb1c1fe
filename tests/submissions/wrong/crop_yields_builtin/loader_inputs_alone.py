# expect: make_loader fail


def make_loader(inputs, targets, batch_size, shuffle):
    return DataLoader(TensorDataset(inputs), batch_size, shuffle=shuffle)
