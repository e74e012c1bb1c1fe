def train_model(X, Y, w, b, lr, iters):
    losses = []
    for i in range(iters):
        yhat = forward(X, w, b)
        loss = criterion(yhat, Y)
        losses.append(float(loss))
        loss.backward()
        with torch.no_grad():
            w -= w.grad * lr
            b -= b.grad * lr
            w.grad.zero_()
            b.grad.zero_()
    return w, b, losses
