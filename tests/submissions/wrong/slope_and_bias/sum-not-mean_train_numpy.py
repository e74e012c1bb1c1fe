# expect: train_model fail sum-not-mean
# Double precision inside: where float32 has left every bound, this has not yet.


import numpy as np



def train_model(X, Y, w, b, lr, iters):
    x, y = X.numpy().ravel(), Y.numpy().ravel()
    theta = np.array([w.item(), b.item()])
    losses = []
    for _ in range(iters):
        r = theta[0] * x + theta[1] - y
        losses.append(r @ r)
        theta = theta - lr * 2 * np.array([r @ x, r.sum()])
    return theta[0], theta[1], losses
