def error_surface(X, Y, w_range, b_range, n_samples):
    w = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype)
    b = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype)
    W, B, Z = (torch.zeros(n_samples, n_samples, dtype=X.dtype) for _ in range(3))
    for i in range(n_samples):
        for j in range(n_samples):
            W[i, j], B[i, j] = w[i], b[j]
            Z[i, j] = criterion(forward(X, w[i], b[j]), Y)
    return W, B, Z
