# expect: solve fail restart-each-step


def solve(X, y, lr, steps):
    for _ in range(steps):
        coef = torch.zeros(X.shape[1], dtype=X.dtype, requires_grad=True)
        mean_loss(X, y, coef).backward()
        coef.data -= lr * coef.grad
    return coef
