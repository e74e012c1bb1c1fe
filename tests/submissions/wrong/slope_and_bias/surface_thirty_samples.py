# expect: error_surface fail hard-coded
# The sign is mended, the number of samples is not.


def error_surface(X, Y, w_range, b_range, n_samples):
    u = torch.linspace(-w_range, w_range, 30, dtype=X.dtype)
    v = torch.linspace(-b_range, b_range, 30, dtype=X.dtype)
    W, B = torch.meshgrid(u, v, indexing="ij")
    Z = ((W[..., None] * X.reshape(-1) + B[..., None] - Y.reshape(-1)) ** 2).mean(-1)
    return W, B, Z
