def tame(x, y_true, steps=100):
    x = torch.tensor(x)
    path = [x]
    for _ in range(steps):
        x = x - 4 * x * (x**2 - y_true) / (12 * max(x.item() ** 2, y_true))
        path.append(x)
    return torch.stack(path)
