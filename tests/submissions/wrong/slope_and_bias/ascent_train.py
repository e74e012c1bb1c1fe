# expect: train_model fail ascent


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        w.grad = b.grad = None
        loss = criterion(forward(X, w, b), Y)
        loss.backward()
        losses.append(loss.item())
        with torch.no_grad():
            w += lr * w.grad
            b += lr * b.grad
    return w, b, losses
