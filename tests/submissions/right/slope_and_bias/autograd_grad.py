def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        gw, gb = torch.autograd.grad(loss, (w, b))
        with torch.no_grad():
            w -= lr * gw
            b -= lr * gb
    return w, b, losses
