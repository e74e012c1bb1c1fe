# expect: descend fail wrong-rate


def descend(x, y_true, lr, steps):
    x = torch.tensor(float(x), requires_grad=True)
    path = [x.item()]
    for _ in range(steps):
        (g,) = torch.autograd.grad((x**2 - y_true) ** 2, x)
        x.data -= 0.01 * g
        path.append(x.item())
    return path
