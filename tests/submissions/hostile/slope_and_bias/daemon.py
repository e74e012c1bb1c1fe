# Leave a process behind that outlives the check.
# needs: level A
# expect: criterion error

import os


def criterion(yhat, y):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                pass
        os._exit(0)
    return (yhat - y).pow(2).mean()
