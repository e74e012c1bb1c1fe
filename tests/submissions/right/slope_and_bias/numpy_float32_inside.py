import numpy as np


def _plain(*tensors):
    return [t.detach().cpu().numpy().astype(np.float32).reshape(-1) for t in tensors]


def train_model(X, Y, w, b, lr, iters):
    (x, y), p, q = _plain(X, Y), np.float32(w.item()), np.float32(b.item())
    losses = []
    for _ in range(iters):
        e = p * x + q - y
        losses.append(np.mean(e * e, dtype=np.float32))
        p, q = p - np.float32(lr) * np.mean(2 * e * x, dtype=np.float32), q - np.float32(lr) * np.mean(2 * e, dtype=np.float32)
    return p, q, losses


def error_surface(X, Y, w_range, b_range, n_samples):
    x, y = _plain(X, Y)
    axes = [np.linspace(-r, r, n_samples, dtype=np.float32) for r in (w_range, b_range)]
    W, B = np.meshgrid(*axes)
    Z = np.array([[np.mean((w * x + b - y) ** 2, dtype=np.float32) for w in axes[0]] for b in axes[1]])
    return W, B, Z


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    return np.array([train_model(X, Y, w, b, rate, iters)[2] for rate in rates], dtype=np.float32)


def descent_path(X, Y, w, b, lr, iters):
    return np.array([train_model(X, Y, w, b, lr, k)[:2] for k in range(iters + 1)], dtype=np.float32)
