# expect: criterion fail


def criterion(yhat, y):
    ((yhat - y) ** 2).mean()
