# expect: error_surface fail
# W and B are both repeated along the same axis, so slope k is only ever paired with bias k and all rows are alike.


def error_surface(X, Y, w_range, b_range, n_samples):
    slopes = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype, device=X.device)
    biases = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype, device=X.device)
    W = slopes.repeat(n_samples, 1)
    B = biases.repeat(n_samples, 1)
    Z = torch.zeros(n_samples, n_samples, dtype=X.dtype, device=X.device)
    for i in range(n_samples):
        for j in range(n_samples):
            Z[i, j] = ((W[i, j] * X + B[i, j] - Y) ** 2).mean()
    return W, B, Z
