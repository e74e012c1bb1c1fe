# Have the kernel signal others when something can be read.
# needs: level A
# expect: forward error
# expect: criterion error

import fcntl
import os
import signal


def forward(x, w, b):
    read, write = os.pipe()
    fcntl.fcntl(read, fcntl.F_SETOWN, 1)
    return w * x + b


def criterion(yhat, y):
    read, write = os.pipe()
    fcntl.fcntl(read, 10, signal.SIGKILL)
    return (yhat - y).pow(2).mean()
