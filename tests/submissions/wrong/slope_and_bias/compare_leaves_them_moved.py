# expect: compare_learning_rates fail
# Every run starts in the right place, and the given w and b do not stay as they were.


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    w0, b0, series = w.item(), b.item(), []
    for rate in rates:
        w.data.fill_(w0)
        b.data.fill_(b0)
        series.append(train_model(X, Y, w, b, rate, iters)[2])
    return series
