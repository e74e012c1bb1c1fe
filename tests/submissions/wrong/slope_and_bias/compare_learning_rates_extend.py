# expect: compare_learning_rates fail
# += joins all the losses into one long flat list instead of keeping one list per rate.


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    series = []
    for rate in rates:
        ws = w.detach().clone().requires_grad_()
        bs = b.detach().clone().requires_grad_()
        ws, bs, losses = train_model(X, Y, ws, bs, rate, iters)
        series += losses
    return series
