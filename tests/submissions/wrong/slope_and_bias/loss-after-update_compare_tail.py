# expect: compare_learning_rates fail loss-after-update


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    fresh = lambda: (w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_())
    return [train_model(X, Y, *fresh(), rate, iters + 1)[2][1:] for rate in rates]
