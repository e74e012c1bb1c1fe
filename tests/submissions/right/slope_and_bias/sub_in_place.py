def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        for parameter in (w, b):
            if parameter.grad is not None:
                parameter.grad.zero_()
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        w.data.sub_(lr * w.grad)
        b.data.sub_(b.grad, alpha=lr)
    return w, b, losses
