# expect: solve fail


def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1], dtype=X.dtype)
    for _ in range(10):
        coef = coef - lr * 2 * X.T @ (X @ coef - y) / len(y)
    return coef
