import random


def minibatches(X, Y, batch_size, generator=None):
    seed = int(torch.randint(2**31, (1,), generator=generator))
    rows = list(range(len(X)))
    random.Random(seed).shuffle(rows)
    return [(X[rows[i : i + batch_size]], Y[rows[i : i + batch_size]]) for i in range(0, len(rows), batch_size)]
