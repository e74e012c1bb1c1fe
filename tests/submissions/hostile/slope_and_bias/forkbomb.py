# Start processes, and let each of them start more.
# needs: level A
# expect: criterion error

import os


def criterion(yhat, y):
    while True:
        os.fork()
