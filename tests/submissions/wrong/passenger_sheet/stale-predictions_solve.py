# expect: solve fail stale-predictions


def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1], dtype=X.dtype, requires_grad=True)
    (gradient,) = torch.autograd.grad(mean_loss(X, y, coef), coef)
    for _ in range(steps):
        coef.data -= lr * gradient
    return coef
