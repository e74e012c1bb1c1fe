# expect: criterion fail
# The loss is right, its gradient is half of what it should be.


def criterion(yhat, y):
    return ((yhat - y) * (yhat - y).detach()).mean()
