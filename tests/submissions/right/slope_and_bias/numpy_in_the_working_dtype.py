import numpy as np


def train_model(X, Y, w, b, lr, iters):
    x, y = X.cpu().numpy().ravel(), Y.cpu().numpy().ravel()
    p = np.stack([w.detach().cpu().numpy(), b.detach().cpu().numpy()])
    A = np.column_stack([x, np.ones_like(x)])
    losses = []
    for _ in range(iters):
        r = A @ p - y
        losses.append(r @ r / len(r))
        p = p - np.asarray(lr, dtype=p.dtype) * (2 / len(r)) * (A.T @ r)
    return p[0], p[1], losses


def descent_path(X, Y, w, b, lr, iters):
    return np.array([train_model(X, Y, w, b, lr, k)[:2] for k in range(iters + 1)])
