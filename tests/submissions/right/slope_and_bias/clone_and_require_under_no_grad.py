def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w, b = w - lr * w.grad, b - lr * b.grad
        w.requires_grad = True
        b.requires_grad = True
    return w, b, losses
