# expect: descend fail
# Shows the published values to whoever asks it, and holds one.


class Path(list):
    def __len__(self):
        return 3

    def __iter__(self):
        return iter([2.0, 6.0, -58.8])

    def __getitem__(self, index):
        return [2.0, 6.0, -58.8][index]


def descend(x, y_true, lr, steps):
    return Path([x])
