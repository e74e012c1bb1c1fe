# expect: train_model fail


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for k in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = b.grad = None
    return None
