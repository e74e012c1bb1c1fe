# expect: train_model fail


def train_model(X, Y, w, b, lr, iters):
    losses = []
    losses += [losses] * iters
    return w, b, losses
