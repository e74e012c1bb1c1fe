# The gradient as 2/N * A^T (A theta - y), with A^T A worked out once.
def train_model(X, Y, w, b, lr, iters):
    A = torch.cat([X.reshape(-1, 1), torch.ones_like(X).reshape(-1, 1)], 1)
    y, theta, n = Y.reshape(-1, 1), torch.stack([w, b]).detach().reshape(2, 1), Y.numel()
    losses = []
    for _ in range(iters):
        residual = torch.mm(A, theta) - y
        losses.append((residual.T @ residual / n))  # (1, 1)
        theta = theta - lr * 2 / n * A.T @ residual
    return theta[:1], theta[1:], losses  # each (1, 1)


def descent_path(X, Y, w, b, lr, iters):
    runs = [train_model(X, Y, w, b, lr, k)[:2] for k in range(1, iters + 1)]
    return torch.stack([torch.stack([w, b]).detach()] + [torch.cat(run).reshape(2) for run in runs])
