# expect: descent_path pass
# Its flush raises what is no Exception.


import sys
right_path = descent_path


class Broken:
    def write(self, text):
        return len(text)

    def flush(self):
        raise SystemExit("no")


def descent_path(X, Y, w, b, lr, iters):
    sys.stdout = sys.stderr = Broken()
    return right_path(X, Y, w, b, lr, iters)
