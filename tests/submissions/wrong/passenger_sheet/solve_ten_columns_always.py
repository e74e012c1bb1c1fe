# expect: solve error


def solve(X, y, lr, steps):
    coef = torch.zeros(10, dtype=X.dtype)
    for _ in range(steps):
        coef = coef - lr * 2 * X.T @ (X @ coef - y) / len(y)
    return coef
