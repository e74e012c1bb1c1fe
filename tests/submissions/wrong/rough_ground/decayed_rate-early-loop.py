# expect: decayed_rate fail decay-early


def decayed_rate(lr, decay, step):
    rate = lr
    for _ in range(step + 1):
        rate = rate * decay
    return rate
