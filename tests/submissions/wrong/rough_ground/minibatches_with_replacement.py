# expect: minibatches fail
# Draws the rows of every batch at random with randint, so some rows come twice and others never.


def minibatches(X, Y, batch_size, generator=None):
    n = len(X)
    batches = []
    for start in range(0, n, batch_size):
        size = min(batch_size, n - start)
        rows = torch.randint(0, n, (size,), generator=generator)
        batches.append((X[rows], Y[rows]))
    return batches
