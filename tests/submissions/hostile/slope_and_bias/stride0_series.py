# expect: train_model fail


def train_model(X, Y, w, b, lr, iters):
    return w, b, torch.zeros(1).expand(10**12)
