# expect: compare_learning_rates fail


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    for rate in rates:
        yield train_model(X, Y, w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_(), rate, iters)[2]
