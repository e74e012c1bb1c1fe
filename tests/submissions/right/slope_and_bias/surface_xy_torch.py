@torch.inference_mode()
def error_surface(X, Y, w_range, b_range, n_samples):
    u = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype, device=X.device)
    v = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype, device=X.device)
    W, B = torch.meshgrid(u, v, indexing="xy")
    Z = sum((W * x + B - y) ** 2 for x, y in zip(X.flatten(), Y.flatten())) / X.numel()
    return [W, B, Z]
