# expect: train_model fail
# The walk is right, and the start is handed back.


def train_model(X, Y, w, b, lr, iters):
    losses, w0, b0 = [], w.detach().clone(), b.detach().clone()
    for k in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = b.grad = None
    return w0, b0, losses
