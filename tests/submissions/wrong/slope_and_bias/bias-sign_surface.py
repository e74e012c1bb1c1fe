# expect: error_surface fail bias-sign
# Half mended: the number of samples, not the sign.


def error_surface(X, Y, w_range, b_range, n_samples):
    u = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype)
    v = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype)
    W, B = torch.meshgrid(u, v, indexing="ij")
    Z = torch.zeros(n_samples, n_samples, dtype=X.dtype)
    for i in range(n_samples):
        for j in range(n_samples):
            Z[i, j] = ((W[i, j] * X - B[i, j] - Y) ** 2).mean()
    return W, B, Z
