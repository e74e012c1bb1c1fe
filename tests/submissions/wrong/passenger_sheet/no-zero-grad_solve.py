# expect: solve fail no-zero-grad


def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1], dtype=X.dtype, requires_grad=True)
    for _ in range(steps):
        mean_loss(X, y, coef).backward()
        coef.data -= lr * coef.grad
    return coef
