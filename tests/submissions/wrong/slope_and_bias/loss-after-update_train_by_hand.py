# expect: train_model fail loss-after-update


import numpy as np



def train_model(X, Y, w, b, lr, iters):
    A = np.c_[X.numpy().ravel(), np.ones(X.numel())]
    y, theta = Y.numpy().ravel(), np.array([w.item(), b.item()])
    r, losses = A @ theta - y, np.zeros(iters)
    for k in range(iters):
        theta = theta - 2 * lr * (A.T @ r) / len(r)
        r = A @ theta - y
        losses[k] = (r**2).mean()
    return theta[0], theta[1], losses
