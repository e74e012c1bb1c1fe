# Thousands of threads with hardly any stack: no limit on memory stops them.
# needs: level A
# expect: criterion error

import threading


def criterion(yhat, y):
    threading.stack_size(1 << 15)
    over = threading.Event()
    for _ in range(40_000):
        threading.Thread(target=over.wait, daemon=True).start()
    return (yhat - y).pow(2).mean()
