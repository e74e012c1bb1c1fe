# expect: make_loader error
# Gives DataLoader a pair of tensors as the data set; it sees two items, the whole inputs and the whole targets, not
# rows.


def make_loader(inputs, targets, batch_size, shuffle):
    return DataLoader((inputs, targets), batch_size=batch_size, shuffle=shuffle)
