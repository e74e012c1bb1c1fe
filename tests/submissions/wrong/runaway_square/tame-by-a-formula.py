# expect: tame fail


def tame(x, y_true, steps=100):
    return [x] + [y_true**0.5] * steps
