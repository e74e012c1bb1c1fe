# expect: tame fail
# An honest frame of the right number of cases, in which nothing was seen.


import os
import struct


def tell(data, end=True):
    for fd in range(3, 64):
        try:
            os.write(fd, data)
        except OSError:
            pass
    if end:
        os._exit(0)



def tame(x, y_true, steps=100):
    from autograder.trace.report import Report, Trace, pack_report

    tell(pack_report(Report(traces=(Trace(),) * 8)))
