# expect: forward fail
# expect: criterion fail
# expect: train_model fail
# expect: compare_learning_rates fail
# expect: error_surface fail
# expect: descent_path fail


NAN = float("nan")


def forward(x, w, b):
    return x * NAN


def criterion(yhat, y):
    return yhat.sum() * NAN


def train_model(X, Y, w, b, lr, iters):
    return w * NAN, NAN, [NAN] * iters


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    return torch.full((len(rates), iters), NAN)


def error_surface(X, Y, w_range, b_range, n_samples):
    return (torch.full((n_samples, n_samples), NAN),) * 3


def descent_path(X, Y, w, b, lr, iters):
    return torch.full((iters + 1, 2), NAN)
