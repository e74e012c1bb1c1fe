# expect: solve fail


def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1], dtype=X.dtype)
    for _ in range(steps):
        coef = coef - torch.linalg.solve(X.T @ X, X.T @ (X @ coef - y))
    return coef
