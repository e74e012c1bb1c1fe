# Read what another submission has left in the names of its files.
# needs: level A
# expect: forward error
# expect: criterion error
# expect: descent_path error

import os


def forward(x, w, b):
    open("a function in the name of a file", "w").close()
    os.listdir("/scratch")
    return w * x + b


def criterion(yhat, y):
    os.listdir("/")
    return (yhat - y).pow(2).mean()


def descent_path(X, Y, w, b, lr, iters):
    for number in range(64):
        if f"/scratch/{number}" != os.getcwd() and os.path.exists(f"/scratch/{number}"):
            os.listdir(f"/scratch/{number}")
    raise OSError("there is nobody else")
