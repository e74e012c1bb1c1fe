def solve(X, y, lr, steps):
    coef = torch.zeros_like(X[0], requires_grad=True)
    for step in range(steps):
        (gradient,) = torch.autograd.grad(mean_loss(X, y, coef), coef)
        coef = (coef - lr * gradient).detach().requires_grad_()
    return coef
