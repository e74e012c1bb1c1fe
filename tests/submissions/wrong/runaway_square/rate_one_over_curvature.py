# expect: largest_stable_rate fail


def largest_stable_rate(y_true):
    return 1 / (8 * y_true)
