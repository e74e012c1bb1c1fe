# expect: train_model fail
# An empty tensor is close to everything.


def train_model(X, Y, w, b, lr, iters):
    return w, b, torch.empty(0)
