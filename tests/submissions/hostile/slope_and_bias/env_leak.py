# expect: descent_path pass
# Finds an empty environment.


import os
right_path = descent_path


def descent_path(X, Y, w, b, lr, iters):
    if os.environ or os.environb:
        raise RuntimeError(f"the environment holds {sorted(os.environ)}")
    return right_path(X, Y, w, b, lr, iters)
