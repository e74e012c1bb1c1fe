import numpy as np


def _descend(x, y, params, lr, steps, slope, height):
    x, y, params = (np.float32(t.detach().cpu().numpy()).reshape(-1) for t in (x, y, params))
    columns, losses = np.stack([x**2, x, np.ones_like(x)]), []
    for _ in range(steps):
        residuals = params @ columns - y
        losses.append(np.mean(height(residuals)))
        params = params - np.float32(lr) * np.mean(columns * slope(residuals), axis=1)
    return params, losses


def apply_step(params, time, speed, lr):
    params, losses = _descend(time, speed, params, lr, 1, lambda r: 2 * r, np.square)
    return params, losses[0]


def fit_speed(time, speed, params, lr, steps):
    return _descend(time, speed, params, lr, steps, lambda r: 2 * r, np.square)


def fit_mae(x, y, params, lr, steps):
    return _descend(x, y, params, lr, steps, np.sign, np.abs)
