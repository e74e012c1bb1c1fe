# expect: descent_path fail no-zero-grad


def descent_path(X, Y, w, b, lr, iters):
    rows = [[w.item(), b.item()]]
    for _ in range(iters):
        ((w * X + b - Y) ** 2).mean().backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        rows.append([w.item(), b.item()])
    return torch.tensor(rows)
