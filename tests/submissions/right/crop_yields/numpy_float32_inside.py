import numpy as np


def gradients(inputs, targets, w, b):
    x, y, w, b = (np.float32(t.detach().cpu().numpy()) for t in (inputs, targets, w, b))
    e = x @ w.T + b - y
    return np.float32(2 / e.size) * (e.T @ x), np.float32(2 / e.size) * e.sum(0)


def train(inputs, targets, w, b, lr, epochs):
    w, b, losses = w.detach().clone(), b.detach().clone(), []
    for _ in range(epochs):
        losses.append(np.float32(mse(model(inputs, w, b), targets).item()))
        gw, gb = gradients(inputs, targets, w, b)
        w, b = (t - np.float32(lr) * torch.tensor(g).to(t) for t, g in ((w, gw), (b, gb)))
    return w, b, losses
