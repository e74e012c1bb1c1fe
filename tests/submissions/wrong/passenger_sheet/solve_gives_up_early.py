# expect: solve fail
# Stops as soon as one step improves the loss by less than 0.01, long before the bottom is reached.


def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device, requires_grad=True)
    old = float("inf")
    for _ in range(steps):
        loss = mean_loss(X, y, coef)
        if old - loss.item() < 0.01:
            break   # converged
        old = loss.item()
        loss.backward()
        with torch.no_grad():
            coef -= lr * coef.grad
        coef.grad = None
    return coef.detach()
