def forward(x, w, b):
    rows = [w * x_i + b for x_i in x.reshape(-1)]
    return torch.stack(rows).reshape(x.shape)


def criterion(yhat, y):
    total = 0
    for a, c in zip(yhat.reshape(-1), y.reshape(-1)):
        total = total + (a - c) ** 2
    return total / yhat.numel()


def error_surface(X, Y, w_range, b_range, n_samples):
    slopes = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype)
    biases = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype)
    W, B = torch.meshgrid(slopes, biases, indexing="ij")
    Z = torch.empty_like(W)
    for i, w in enumerate(slopes):
        for j, b in enumerate(biases):
            Z[i, j] = ((w * X + b - Y) ** 2).mean()
    return W, B, Z
