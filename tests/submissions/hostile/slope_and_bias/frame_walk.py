# expect: descent_path fail
# Looks for expected values up the stack, and would return what it finds.


import sys


def descent_path(X, Y, w, b, lr, iters):
    frame = sys._getframe()
    while frame:
        for names in (frame.f_locals, frame.f_globals):
            for name in ("expected", "exact", "right", "answer", "answers", "reference", "solution", "tolerance", "allowed", "points"):
                if name in names:
                    return names[name]
        frame = frame.f_back
    return torch.zeros(iters + 1, 2)
