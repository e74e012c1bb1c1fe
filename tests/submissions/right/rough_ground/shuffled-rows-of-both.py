def minibatches(X, Y, batch_size, generator=None):
    n = X.shape[0]
    rows = torch.randperm(n, generator=generator).tolist()
    batches = []
    while rows:
        now, rows = rows[:batch_size], rows[batch_size:]
        batches.append([X[now], Y[now]])
    return batches
