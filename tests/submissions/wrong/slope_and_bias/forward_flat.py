# expect: forward fail
# Right for (N,), the wrong shape for (N, 1).


def forward(x, w, b):
    return (w * x + b).reshape(-1)


def error_surface(X, Y, w_range, b_range, n_samples):
    u, v = (torch.linspace(-r, r, n_samples, dtype=X.dtype) for r in (w_range, b_range))
    W, B = torch.meshgrid(u, v, indexing="ij")
    return W, B, ((W[..., None] * X.reshape(-1) + B[..., None] - Y.reshape(-1)) ** 2).mean(-1)
