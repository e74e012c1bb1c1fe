def fit_polynomial(x, y, w, b, lr, iters):
    x = x.flatten()
    A = torch.stack([torch.ones_like(x)] + [x**k for k in range(1, len(w) + 1)], dim=1)
    theta = torch.cat([b.detach().reshape(1), w.detach()])
    losses = []
    for _ in range(iters):
        e = A @ theta - y.flatten()
        losses.append((e @ e / len(e)).item())
        theta = theta - lr * (2 / len(e)) * (A.T @ e)
    return theta[1:], theta[0], losses
