# expect: make_loader fail dropped-last-batch


def make_loader(inputs, targets, batch_size, shuffle):
    rows = TensorDataset(inputs, targets)
    return DataLoader(dataset=rows, drop_last=True, batch_size=batch_size, shuffle=shuffle)
