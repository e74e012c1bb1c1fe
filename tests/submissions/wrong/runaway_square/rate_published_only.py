# expect: largest_stable_rate fail hard-coded


def largest_stable_rate(y_true):
    return 1 / 36
