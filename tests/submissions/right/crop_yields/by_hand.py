# Gradients by formula, no autograd at all; losses as an array.
import numpy as np


def gradients(inputs, targets, w, b):
    with torch.no_grad():
        error = model(inputs, w, b) - targets
        return 2 / error.numel() * error.T.mm(inputs), 2 / error.numel() * error.sum(0)


def train(inputs, targets, w, b, lr, epochs):
    history = np.zeros(epochs)
    for epoch in range(epochs):
        history[epoch] = mse(model(inputs, w, b), targets).item()
        gw, gb = gradients(inputs, targets, w, b)
        w, b = w.detach() - lr * gw, b.detach() - lr * gb
    return w, b, history
