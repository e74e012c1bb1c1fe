# expect: descent_path timeout
# A right answer that is given when the time is over.


import os
import signal
import time


def tell(*_):
    from autograder.trace.report import Report, Trace, pack_report

    for fd in range(3, 64):
        try:
            os.write(fd, pack_report(Report(traces=(Trace(),))))
        except OSError:
            pass


def descent_path(X, Y, w, b, lr, iters):
    signal.signal(signal.SIGXCPU, tell)
    while True:
        time.sleep(60)
