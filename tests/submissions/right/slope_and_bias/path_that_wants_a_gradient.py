def descent_path(X, Y, w, b, lr, iters):
    theta = torch.stack([w, b])
    rows = [theta]
    for _ in range(iters):
        (g,) = torch.autograd.grad(((theta[0] * X + theta[1] - Y) ** 2).mean(), theta, create_graph=True)
        theta = theta - lr * g
        rows.append(theta)
    return torch.stack(rows)
