# expect: largest_stable_rate fail


def largest_stable_rate(y_true):
    return f"{1 / (4 * y_true)}"
