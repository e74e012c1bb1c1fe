# expect: make_loader fail
# The data set holds the targets first, so each batch comes out as (yb, xb).


def make_loader(inputs, targets, batch_size, shuffle):
    train_ds = TensorDataset(targets, inputs)
    train_dl = DataLoader(train_ds, batch_size, shuffle=shuffle)
    return train_dl
