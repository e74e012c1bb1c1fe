def forward(x, w, b):
    return (w.double() * x.double() + b.double()).to(x.dtype)


def criterion(yhat, y):
    return ((yhat.double() - y.double()) ** 2).mean().to(yhat.dtype)


def train_model(X, Y, w, b, lr, iters):
    x, y = X.double(), Y.double()
    p, q = w.detach().clone().double().requires_grad_(), b.detach().clone().double().requires_grad_()
    losses = []
    for _ in range(iters):
        loss = ((p * x + q - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            p -= lr * p.grad
            q -= lr * q.grad
        p.grad = q.grad = None
    return p, q, losses


def descent_path(X, Y, w, b, lr, iters):
    return torch.tensor([[t.item() for t in train_model(X, Y, w, b, lr, k)[:2]] for k in range(iters + 1)], dtype=torch.float64)
