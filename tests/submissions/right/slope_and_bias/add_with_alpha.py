def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        w.grad = b.grad = None  # before, not after
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            for parameter in (w, b):
                parameter.add_(parameter.grad, alpha=-lr)
    return w, b, losses
