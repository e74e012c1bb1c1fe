# expect: error_surface fail


def error_surface(X, Y, w_range, b_range, n_samples):
    """The loss at every point of a square grid of parameters, the valley that training walks through.

    Returns `(W, B, Z)`, each `(n_samples, n_samples)`: the slopes from `-w_range` to `w_range`, the biases from
    `-b_range` to `b_range`, both ends included, and the loss at each pair of them.
    """
    slopes = torch.linspace(-w_range, w_range, 30, dtype=X.dtype, device=X.device)
    biases = torch.linspace(-b_range, b_range, 30, dtype=X.dtype, device=X.device)
    W, B = torch.meshgrid(slopes, biases, indexing="ij")
    Z = torch.zeros(30, 30, dtype=X.dtype, device=X.device)
    for i in range(30):
        for j in range(30):
            Z[i, j] = ((W[i, j] * X - B[i, j] - Y) ** 2).mean()
    return W, B, Z
