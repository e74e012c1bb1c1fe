def tame(x, y_true, steps=100):
    x = torch.tensor(float(x), requires_grad=True)
    path = [x.item()]
    for _ in range(steps):
        x.grad = None
        ((x**2 - y_true) ** 2).backward()
        torch.nn.utils.clip_grad_value_(x, 20.0)
        with torch.no_grad():
            x -= 0.005 * x.grad
        path.append(x.item())
    return path
