# expect: criterion fail


def criterion(yhat, y):
    return ((yhat - y) ** 2).mean().detach()
