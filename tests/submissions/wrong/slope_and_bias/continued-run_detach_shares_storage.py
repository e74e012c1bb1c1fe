# expect: compare_learning_rates fail continued-run


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    # detach() is no copy: both runs move the same number.
    start = lambda p: p.detach().requires_grad_()
    return [train_model(X, Y, start(w), start(b), rate, iters)[2] for rate in rates]
