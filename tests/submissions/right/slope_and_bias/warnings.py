import logging
import warnings


def criterion(yhat, y):
    warnings.warn("the loss is still large", stacklevel=2)
    logging.warning("yhat %s", tuple(yhat.shape))
    return ((yhat - y) ** 2).mean()
