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
    return w.reshape(1), b.reshape(1, 1), losses


def descent_path(X, Y, w, b, lr, iters):
    runs = [train_model(X, Y, w.clone().detach().requires_grad_(), b.clone().detach().requires_grad_(), lr, k) for k in range(iters + 1)]
    return torch.cat([torch.cat([w, b.reshape(1)]).reshape(1, 2) for w, b, _ in runs])
