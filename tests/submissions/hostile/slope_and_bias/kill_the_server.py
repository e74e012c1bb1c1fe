# End the processes that watch over this one.
# needs: level A
# expect: forward error
# expect: criterion error

import os


def forward(x, w, b):
    os.kill(os.getppid(), 9)
    return w * x + b


def criterion(yhat, y):
    os.kill(-1, 9)
    return (yhat - y).pow(2).mean()
