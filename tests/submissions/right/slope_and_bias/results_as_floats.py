def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = b.grad = None
    return float(w), float(b), losses


def descent_path(X, Y, w, b, lr, iters):
    path = [[w.item(), b.item()]]
    for _ in range(iters):
        start = [torch.tensor(value, dtype=X.dtype, requires_grad=True) for value in path[-1]]
        path.append(list(train_model(X, Y, *start, lr, 1)[:2]))
    return torch.tensor(path)
