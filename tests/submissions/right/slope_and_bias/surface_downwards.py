def error_surface(X, Y, w_range, b_range, n_samples):
    u = torch.linspace(w_range, -w_range, n_samples, dtype=X.dtype)
    v = torch.linspace(b_range, -b_range, n_samples, dtype=X.dtype)
    W, B = u.repeat(n_samples, 1).T, v.repeat(n_samples, 1)
    X, Y = X.reshape(1, 1, -1), Y.reshape(1, 1, -1)
    return W, B, (W.unsqueeze(2) * X + B.unsqueeze(2)).sub(Y).square().mean(2)
