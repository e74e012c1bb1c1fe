# expect: solve fail broadcast-trap


def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1], 1, dtype=X.dtype, requires_grad=True)
    for _ in range(steps):
        ((X @ coef - y) ** 2).mean().backward()
        coef.data -= lr * coef.grad
        coef.grad = None
    return coef.flatten()
