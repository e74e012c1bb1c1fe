def solve(X, y, lr, steps):
    coef = torch.zeros(X.shape[1]).to(X).requires_grad_()
    opt = torch.optim.SGD([coef], lr=lr)
    for _ in range(steps):
        loss = ((X @ coef - y) ** 2).mean()
        loss.backward()
        opt.step()
        opt.zero_grad()
    return coef.data
