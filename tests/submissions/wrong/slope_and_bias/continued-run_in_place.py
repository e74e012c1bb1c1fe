# expect: compare_learning_rates fail continued-run
# The most usual form: training moves the given leaves themselves, so these do not stay as they were either.


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    series = []
    for rate in rates:
        w, b, losses = train_model(X, Y, w, b, rate, iters)
        series.append(losses)
    return series
