# Look for the expected value in the memory of the processes around this one.
# needs: level A
# expect: criterion fail


def criterion(yhat, y):
    for pid in ("self", os.getppid(), 1, os.getppid() - 1):
        try:
            with open(f"/proc/{pid}/mem", "rb") as memory:
                memory.seek(0x400000)
                return torch.tensor(float(len(memory.read(8))))
        except OSError:
            pass
    return (yhat - y).sum() * 0.0


import os
