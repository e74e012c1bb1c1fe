# Start threads until there is no more room for one.
# needs: level A
# expect: criterion error

import threading
import time


def criterion(yhat, y):
    while True:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
