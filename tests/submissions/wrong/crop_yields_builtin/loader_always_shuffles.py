# expect: make_loader fail


def make_loader(inputs, targets, batch_size, shuffle):
    return DataLoader(TensorDataset(inputs, targets), batch_size, shuffle=True)
