# expect: descent_path fail no-zero-grad


def descent_path(X, Y, w, b, lr, iters):
    theta = torch.stack([w, b]).detach().requires_grad_()
    opt = torch.optim.SGD([theta], lr=lr)
    path = torch.zeros(iters + 1, 2)
    path[0] = theta.detach()
    for k in range(iters):
        criterion(forward(X, theta[0], theta[1]), Y).backward()
        opt.step()
        path[k + 1] = theta.detach()
    return path
