from torch.utils.data import Dataset


class Regions(Dataset):
    def __init__(self, inputs, targets):
        self.inputs, self.targets = inputs, targets

    def __len__(self):
        return len(self.inputs)

    def __getitem__(self, row):
        return self.inputs[row], self.targets[row]


def make_loader(inputs, targets, batch_size, shuffle):
    return DataLoader(dataset=Regions(inputs, targets), batch_size=batch_size, shuffle=shuffle, drop_last=False)
