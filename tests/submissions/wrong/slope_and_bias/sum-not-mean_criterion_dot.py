# expect: criterion fail sum-not-mean


def criterion(yhat, y):
    r = (y - yhat).flatten()
    return r @ r
