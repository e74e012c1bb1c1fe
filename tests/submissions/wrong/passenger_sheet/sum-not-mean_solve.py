# expect: solve fail sum-not-mean


def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1], dtype=X.dtype)
    for _ in range(steps):
        coef = coef - lr * 2 * X.T @ (X @ coef - y)
    return coef
