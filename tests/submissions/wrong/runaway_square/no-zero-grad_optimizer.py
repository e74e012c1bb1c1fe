# expect: descend fail no-zero-grad
# Cleared once, before the loop.


def descend(x, y_true, lr, steps):
    x = torch.nn.Parameter(torch.tensor(float(x)))
    optimizer = torch.optim.SGD([x], lr=lr)
    optimizer.zero_grad()
    path = [x.detach().clone()]
    for _ in range(steps):
        (x * x - y_true).square().backward()
        optimizer.step()
        path.append(x.detach().clone())
    return torch.stack(path)
