# expect: solve fail zero-before-step


def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1], dtype=X.dtype, requires_grad=True)
    for _ in range(steps):
        mean_loss(X, y, coef).backward()
        coef.grad.zero_()
        coef.data -= lr * coef.grad
    return coef.detach()
