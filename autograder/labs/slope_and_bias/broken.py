"""The defects of the original, for the stub of slope_and_bias: its docstrings are the solution's."""

import torch


def error_surface(X, Y, w_range, b_range, n_samples):
    slopes = torch.linspace(-w_range, w_range, 30, dtype=X.dtype, device=X.device)
    biases = torch.linspace(-b_range, b_range, 30, dtype=X.dtype, device=X.device)
    W, B = torch.meshgrid(slopes, biases, indexing="ij")
    Z = torch.zeros(30, 30, dtype=X.dtype, device=X.device)
    for i in range(30):
        for j in range(30):
            Z[i, j] = ((W[i, j] * X - B[i, j] - Y) ** 2).mean()
    return W, B, Z
