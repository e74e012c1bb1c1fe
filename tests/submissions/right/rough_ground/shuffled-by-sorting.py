def minibatches(X, Y, batch_size, generator=None):
    order = torch.rand(len(X), generator=generator).argsort().to(X.device)
    return list(zip(X[order].split(batch_size), Y[order].split(batch_size)))
