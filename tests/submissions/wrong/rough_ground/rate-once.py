# expect: decayed_rate fail


def decayed_rate(lr, decay, step):
    return lr * decay
