class Loader(DataLoader):
    """A loader that knows its name."""

    name = "regions"


def make_loader(inputs, targets, batch_size, shuffle):
    return Loader(TensorDataset(inputs, targets), batch_size=batch_size, shuffle=bool(shuffle))
