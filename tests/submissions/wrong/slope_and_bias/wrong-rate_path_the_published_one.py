# expect: descent_path fail wrong-rate


import numpy as np



LR = 1e-1


def descent_path(X, Y, w, b, lr, iters):
    x, y = X.numpy().ravel(), Y.numpy().ravel()
    path = np.zeros((iters + 1, 2))
    path[0] = w.item(), b.item()
    for k in range(iters):
        r = path[k, 0] * x + path[k, 1] - y
        path[k + 1] = path[k] - LR * 2 * np.array([(r * x).mean(), r.mean()])
    return path
