# expect: descent_path pass
# Eight megabytes of output: cut, and the trace decides.


import sys
right_path = descent_path


def descent_path(X, Y, w, b, lr, iters):
    line = "x" * 4095 + "\n"
    for _ in range(1000):
        sys.stdout.write(line)
        sys.stderr.write(line)
    return right_path(X, Y, w, b, lr, iters)
