# Look at what other submissions leave in their folders.
# needs: level A
# expect: criterion error

import os


def criterion(yhat, y):
    for name in sorted(os.listdir("..")):
        if name != os.path.basename(os.getcwd()):
            os.listdir(f"../{name}")
    os.listdir("../0")
    return (yhat - y).pow(2).mean()
