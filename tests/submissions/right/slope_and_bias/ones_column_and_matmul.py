def train_model(X, Y, w, b, lr, iters):
    x, y = X.reshape(-1), Y.reshape(-1)
    A = torch.stack([x, torch.ones_like(x)], dim=1)
    theta = torch.stack([w, b]).detach().requires_grad_()
    losses = []
    for _ in range(iters):
        loss = ((A @ theta - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            theta -= lr * theta.grad
        theta.grad = None
    return theta[0], theta[1], losses
