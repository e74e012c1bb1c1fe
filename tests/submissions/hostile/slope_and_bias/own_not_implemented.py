# A class that is only called like the stub's exception.
# expect: criterion error


class NotImplementedError(Exception):
    pass


def criterion(yhat, y):
    raise NotImplementedError("write criterion here")
