def make_loader(inputs, targets, batch_size, shuffle):
    return DataLoader(list(zip(inputs, targets)), batch_size, shuffle)
