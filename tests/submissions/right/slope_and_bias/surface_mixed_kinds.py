import numpy as np


def error_surface(X, Y, w_range, b_range, n_samples):
    x, y = X.double().numpy().reshape(-1), Y.double().numpy().reshape(-1)
    u = np.array([-w_range + 2 * w_range * i / (n_samples - 1) for i in range(n_samples)])
    v = np.array([-b_range + 2 * b_range * i / (n_samples - 1) for i in range(n_samples)])
    W, B = np.meshgrid(u, v, indexing="ij")
    Z = ((W[..., None] * x + B[..., None] - y) ** 2).mean(-1)
    return torch.tensor(W), B, torch.from_numpy(Z).float()
