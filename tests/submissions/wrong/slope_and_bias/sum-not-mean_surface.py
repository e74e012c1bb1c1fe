# expect: error_surface fail sum-not-mean


def error_surface(X, Y, w_range, b_range, n_samples):
    u = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype)
    v = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype)
    W, B = torch.meshgrid(u, v, indexing="xy")
    Z = torch.stack([torch.stack([torch.sum((w * X + b - Y) ** 2) for w in u]) for b in v])
    return W, B, Z
