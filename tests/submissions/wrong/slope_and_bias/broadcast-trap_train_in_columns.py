# expect: train_model fail broadcast-trap
# Right for rows: a column of predictions becomes one.


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        yhat = (w * X + b).flatten()
        loss = ((yhat - Y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = b.grad = None
    return w, b, losses
