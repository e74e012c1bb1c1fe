# expect: decayed_rate fail decay-early


def decayed_rate(lr, decay, step):
    return lr * decay ** (1 + step)
