def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device, requires_grad=True)
    velocity = torch.zeros_like(coef)
    for _ in range(steps):
        mean_loss(X, y, coef).backward()
        velocity = 0.9 * velocity + coef.grad
        with torch.no_grad():
            coef -= lr * velocity
        coef.grad.zero_()
    return coef
