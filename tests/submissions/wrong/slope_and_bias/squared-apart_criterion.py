# expect: criterion fail squared-apart


def criterion(yhat, y):
    return (yhat**2 - y**2).mean()
