import numpy as np


def descent_path(X, Y, w, b, lr, iters):
    path = np.empty((iters + 1, 2))
    path[0] = w.item(), b.item()
    for k in range(iters):
        w, b, _ = train_model(X, Y, w, b, lr, 1)
        path[k + 1] = w.item(), b.item()
    return path
