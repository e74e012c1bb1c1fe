# expect: train_model fail off-by-one


def train_model(X, Y, w, b, lr, iters):
    losses, k = [], 0
    while k <= iters:
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        w.data -= lr * w.grad
        b.data -= lr * b.grad
        w.grad = b.grad = None
        k += 1
    return w, b, losses
