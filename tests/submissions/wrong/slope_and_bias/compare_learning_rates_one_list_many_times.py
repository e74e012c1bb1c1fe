# expect: compare_learning_rates fail
# [[]] * n makes n names for one and the same inner list, so every entry collects the losses of all runs.


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    series = [[]] * len(rates)
    for i, rate in enumerate(rates):
        ww = w.detach().clone().requires_grad_()
        bb = b.detach().clone().requires_grad_()
        _, _, losses = train_model(X, Y, ww, bb, rate, iters)
        for l in losses:
            series[i].append(l)
    return series
