# expect: criterion fail


def criterion(yhat, y):
    return ((yhat - y) ** 2).mean() + 0.01 * yhat.abs().mean()
