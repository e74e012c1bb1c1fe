def forward(x, w, b):
    return (w.float() * x.float() + b.float()).to(x.dtype)


def criterion(yhat, y):
    return (yhat.float() - y.float()).pow(2).mean()


def train_model(X, Y, w, b, lr, iters):
    x, y = X.float(), Y.float()
    p, q = (t.detach().clone().float().requires_grad_() for t in (w, b))
    losses = []
    for _ in range(iters):
        loss = ((p * x + q - y) ** 2).mean()
        losses.append(loss.item())
        gp, gq = torch.autograd.grad(loss, (p, q))
        p = (p - lr * gp).detach().requires_grad_()
        q = (q - lr * gq).detach().requires_grad_()
    return p, q, losses


def error_surface(X, Y, w_range, b_range, n_samples):
    slopes = torch.linspace(-w_range, w_range, n_samples).to(X)
    biases = torch.linspace(-b_range, b_range, n_samples).to(X)
    W, B = torch.meshgrid(slopes, biases, indexing="ij")
    Z = ((W[..., None] * X.reshape(-1) + B[..., None] - Y.reshape(-1)) ** 2).mean(-1)
    return W, B, Z


def descent_path(X, Y, w, b, lr, iters):
    rows = [(w.item(), b.item())]
    for _ in range(iters):
        w, b, _ = train_model(X, Y, w, b, lr, 1)
        rows.append((w.item(), b.item()))
    return torch.tensor(rows)
