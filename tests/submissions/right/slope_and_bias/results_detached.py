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
    return w.detach(), b.detach().numpy(), losses


def descent_path(X, Y, w, b, lr, iters):
    path = [(w.item(), b.item())]
    for _ in range(iters):
        train_model(X, Y, w, b, lr, 1)
        path.append((w.item(), b.item()))
    return torch.tensor(path)
