# Give itself more room, and more rights.
# needs: level A
# expect: forward error
# expect: criterion error

import os
import resource


def forward(x, w, b):
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return w * x + b


def criterion(yhat, y):
    os.setuid(0)
    os.chroot("/")
    return (yhat - y).pow(2).mean()
