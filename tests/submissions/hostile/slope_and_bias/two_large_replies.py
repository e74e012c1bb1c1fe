# expect: descent_path protocol
# Each reply is as large as one may be, and both together are not.


import os

import numpy as np


def tell(report):
    from autograder.trace.report import pack_report

    data = pack_report(report)
    for fd in range(3, 64):
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(fd, rest) :]
        except OSError:
            pass


def wait_for_the_next_part():
    for fd in range(3, 64):
        try:
            os.read(fd, 1 << 20)
        except OSError:
            pass


def descent_path(X, Y, w, b, lr, iters):
    from autograder.trace.quantity import Measure, Quantity
    from autograder.trace.report import Entry, Report, Trace

    large = Trace((Entry(Quantity("path", Measure.PATH), "grid", np.zeros(5_000_000)),))
    tell(Report(traces=(large,)))
    wait_for_the_next_part()
    tell(Report(traces=(large, Trace()), first=1))
    os._exit(0)
