# expect: solve fail square-of-mean


def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1], dtype=X.dtype)
    for _ in range(steps):
        coef = coef - lr * 2 * (X @ coef - y).mean() * X.mean(0)
    return coef
