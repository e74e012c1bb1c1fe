# expect: compare_learning_rates fail no-zero-grad


import numpy as np



def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    x, y = X.numpy().ravel(), Y.numpy().ravel()
    A = np.stack([x, np.ones_like(x)], 1)
    out = np.zeros((len(rates), iters))
    for row, lr in zip(out, rates):
        theta, total = np.array([w.item(), b.item()]), np.zeros(2)
        for k in range(iters):
            r = A @ theta - y
            row[k] = r @ r / len(r)
            total += 2 / len(r) * A.T @ r
            theta = theta - lr * total
    return out
