def solve(X, y, lr, steps):
    coef = torch.nn.Parameter(torch.zeros(X.shape[1]).to(X))
    opt = torch.optim.SGD([coef], lr=lr, momentum=0.9, nesterov=True)
    for _ in range(steps):
        opt.zero_grad()
        mean_loss(X, y, coef).backward()
        opt.step()
    return coef
