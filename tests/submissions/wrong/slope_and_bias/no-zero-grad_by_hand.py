# expect: train_model fail no-zero-grad
# Not a .grad in sight, and the slopes add up all the same.


import numpy as np



def train_model(X, Y, w, b, lr, iters):
    x, y = X.double().numpy().ravel(), Y.double().numpy().ravel()
    w, b, gw, gb = w.item(), b.item(), 0.0, 0.0
    losses = []
    for _ in range(iters):
        r = w * x + b - y
        losses.append((r**2).mean())
        gw += 2 * (r * x).mean()
        gb += 2 * r.mean()
        w, b = w - lr * gw, b - lr * gb
    return w, b, losses
