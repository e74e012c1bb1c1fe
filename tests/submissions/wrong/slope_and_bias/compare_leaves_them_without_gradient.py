# expect: compare_learning_rates fail


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    w.requires_grad_(False)
    b.requires_grad_(False)
    return [train_model(X, Y, w.clone().requires_grad_(), b.clone().requires_grad_(), rate, iters)[2] for rate in rates]
