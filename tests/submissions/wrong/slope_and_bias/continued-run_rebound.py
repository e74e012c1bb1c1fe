# expect: compare_learning_rates fail continued-run


import numpy as np



def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    series, x, y = [], X.double().numpy().ravel(), Y.double().numpy().ravel()
    p, q = w.item(), b.item()
    for lr in rates:
        losses = []
        for _ in range(iters):
            r = p * x + q - y
            losses.append(np.mean(r * r))
            p, q = p - 2 * lr * np.mean(r * x), q - 2 * lr * np.mean(r)
        series.append(np.array(losses))
    return series
