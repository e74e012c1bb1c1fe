# expect: compare_learning_rates fail continued-run


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    p, q = w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_()
    return [train_model(X, Y, p, q, rate, iters)[2] for rate in rates]
