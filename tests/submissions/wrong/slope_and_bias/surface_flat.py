# expect: error_surface fail


def error_surface(X, Y, w_range, b_range, n_samples):
    u = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype)
    v = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype)
    W, B = torch.meshgrid(u, v, indexing="ij")
    Z = ((W[..., None] * X.reshape(-1) + B[..., None] - Y.reshape(-1)) ** 2).mean(-1)
    return W.flatten(), B.flatten(), Z.flatten()
