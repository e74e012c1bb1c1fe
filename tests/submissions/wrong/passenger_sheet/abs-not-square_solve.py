# expect: solve fail abs-not-square


def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1], dtype=X.dtype, requires_grad=True)
    for _ in range(steps):
        torch.nn.functional.l1_loss(X @ coef, y).backward()
        coef.data -= lr * coef.grad
        coef.grad = None
    return coef
