# expect: compare_learning_rates fail hard-coded


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    fresh = lambda p: p.detach().clone().requires_grad_()
    return [train_model(X, Y, fresh(w), fresh(b), rate, 15)[2] for rate in rates]
