# expect: train_model fail


class Endless(list):
    def __iter__(self):
        while True:
            yield 0.0

    def __len__(self):
        return 10**12


def train_model(X, Y, w, b, lr, iters):
    return w, b, Endless()
